// Plays one conversation on goflow over and over, its session written to JSON and read again between turns, and prints how many
// turns a second that makes. Started by `npm run bench:engine`: goflow ASSETS ANSWERS SECONDS.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/nyaruka/gocommon/urns"
	"github.com/nyaruka/gocommon/uuids"
	"github.com/nyaruka/goflow/assets"
	"github.com/nyaruka/goflow/assets/static"
	"github.com/nyaruka/goflow/envs"
	"github.com/nyaruka/goflow/flows"
	"github.com/nyaruka/goflow/flows/engine"
	"github.com/nyaruka/goflow/flows/events"
	"github.com/nyaruka/goflow/flows/resumes"
	"github.com/nyaruka/goflow/flows/triggers"
)

const contact = `{
	"uuid": "5d76d86b-3bb9-4d5a-b822-c9d86f5d8e4f",
	"id": 1,
	"name": "Warga",
	"language": "ind",
	"status": "active",
	"created_on": "2026-01-01T00:00:00Z",
	"urns": ["tel:+628111111111"]
}`

// The world that every conversation shares: loaded once.
type world struct {
	engine  flows.Engine
	assets  flows.SessionAssets
	env     envs.Environment
	flow    *assets.FlowReference
	answers []string
}

type report struct {
	Texts   []string `json:"texts"`
	Turns   int      `json:"turns"`
	Seconds float64  `json:"seconds"`
	Longest int      `json:"longest"`
}

func main() {
	if len(os.Args) != 4 {
		fail(fmt.Errorf("goflow ASSETS ANSWERS SECONDS"))
	}
	seconds, err := strconv.ParseFloat(os.Args[3], 64)
	fail(err)
	w := load(os.Args[1], os.Args[2])
	said, longest := w.converse()
	result := report{Texts: said, Longest: longest}
	w.play(seconds / 4)
	result.Turns, result.Seconds = w.play(seconds)
	fail(json.NewEncoder(os.Stdout).Encode(result))
}

func load(assetsPath, answersPath string) *world {
	source, err := static.LoadSource(assetsPath)
	fail(err)
	env := envs.NewBuilder().WithAllowedLanguages("ind").Build()
	sessionAssets, err := engine.NewSessionAssets(env, source, nil)
	fail(err)
	flow, err := sessionAssets.Flows().FindByName("Survei")
	fail(err)
	w := &world{engine: engine.NewBuilder().Build(), assets: sessionAssets, env: env, flow: flow.Reference(false)}
	answers, err := os.ReadFile(answersPath)
	fail(err)
	fail(json.Unmarshal(answers, &w.answers))
	return w
}

// Runs for about so many seconds; how many turns that were, and how long it took.
func (w *world) play(seconds float64) (int, float64) {
	begun := time.Now()
	turns := 0
	for time.Since(begun).Seconds() < seconds {
		w.converse()
		turns += 1 + len(w.answers)
	}
	return turns, time.Since(begun).Seconds()
}

// One conversation from its first word to its end; what was said, and the longest session in bytes.
func (w *world) converse() ([]string, int) {
	person, err := flows.ReadContact(w.assets, json.RawMessage(contact), assets.PanicOnMissing)
	fail(err)
	trigger := triggers.NewBuilder(w.env, w.flow, person).Manual().Build()
	session, sprint, err := w.engine.NewSession(w.assets, trigger)
	fail(err)
	said := texts(sprint)
	longest := 0
	for _, answer := range w.answers {
		kept, err := json.Marshal(session)
		fail(err)
		longest = max(longest, len(kept))
		session, err = w.engine.ReadSession(w.assets, kept, assets.PanicOnMissing)
		fail(err)
		sprint, err = session.Resume(resumes.NewMsg(nil, nil, message(answer)))
		fail(err)
		said = append(said, texts(sprint)...)
	}
	_, err = json.Marshal(session)
	fail(err)
	return said, longest
}

func message(text string) *flows.MsgIn {
	return flows.NewMsgIn(flows.MsgUUID(uuids.New()), urns.URN("tel:+628111111111"), nil, text, nil)
}

func texts(sprint flows.Sprint) []string {
	var said []string
	for _, event := range sprint.Events() {
		switch typed := event.(type) {
		case *events.MsgCreatedEvent:
			said = append(said, typed.Msg.Text())
		case *events.ErrorEvent:
			fail(fmt.Errorf("goflow: %s", typed.Text))
		case *events.FailureEvent:
			fail(fmt.Errorf("goflow: %s", typed.Text))
		}
	}
	return said
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
