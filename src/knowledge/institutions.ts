import { check, type Finding, type Read, type YamlPath } from '../yaml/index.ts';
import { fileName } from './layout.ts';
import { isDiallable, serviceLine } from './phones.ts';
import { type Reporter, reporterFor } from './reporter.ts';
import { phoneRecheckDays, untestedPhones } from './review.ts';
import { institutionFile } from './schemas.ts';
import { checkUnique, isShown } from './sources.ts';
import { checkTexts } from './texts.ts';
import { type DangerKind, dangerKinds, type Organization, type Service } from './types.ts';

/** The directory while it is being read. */
export interface Directory {
	organizations: Map<string, Organization>;
	services: Map<string, Service>;
	/** Where a service comes among the first doors for a danger. */
	order: Map<string, Partial<Record<DangerKind, number>>>;
}

/** Adds an organization and what it offers. */
export function readInstitution(read: Read, directory: Directory, asOf: string | null, findings: Finding[]): void {
	const checked = check(institutionFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const { organization, services } = checked.value;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	if (organization.id !== fileName(read.file)) {
		const message = `The organization "${organization.id}" stands in a file of another name.`;
		report.error(['organization', 'id'], 'file.name', message, `Rename the file to ${organization.id}.yaml.`);
	}
	if (directory.organizations.has(organization.id)) {
		report.error(
			['organization', 'id'],
			'id.twice',
			`There is already an organization "${organization.id}".`,
			'Choose another id.',
		);
	}
	checkUnique(organization.sources, ['organization', 'sources'], 'source', report);
	for (const [index, { danger_order, ...service }] of services.entries()) {
		const path = ['services', index];
		if (directory.services.has(service.id)) {
			report.error([...path, 'id'], 'id.twice', `There is already a service "${service.id}".`, 'Choose another id.');
			continue;
		}
		for (const [position, { number }] of service.phones.entries()) {
			if (isDiallable(number)) continue;
			const fix = 'Write the digits in quotes, with the area code: "0213903963", or a short code: "129".';
			report.error(
				[...path, 'phones', position, 'number'],
				'phone.invalid',
				`"${number}" is no telephone number.`,
				fix,
			);
		}
		for (const kind of Object.keys(danger_order)) {
			if (service.dangers.includes(kind as DangerKind)) continue;
			const message = `"${kind}" has a place in the order, but is not among the dangers of this service.`;
			report.error([...path, 'danger_order', kind], 'service.danger.missing', message, 'Add it to "dangers".');
		}
		checkUnique(service.sources, [...path, 'sources'], 'source', report);
		if (service.sources.length === 0) {
			const fix = 'Add "sources": where the name and numbers were seen, and when.';
			report.error(path, 'source.missing', `The service "${service.id}" has no source.`, fix);
		}
		const withheld = !service.sources.every((source) => isShown(source.confidence));
		if (withheld) {
			const fix = 'Check it (call the number, open the page), then change the source’s confidence and date.';
			report.warning(
				path,
				'service.withheld',
				`The service "${service.id}" is not shown to citizens: it is unchecked or disputed.`,
				fix,
			);
		}
		if (asOf !== null && !withheld) checkPhones(service, path, asOf, report);
		const line = serviceLine(service.name, service.phones, service.url);
		directory.services.set(service.id, { ...service, organization: organization.id, line, withheld });
		directory.order.set(service.id, danger_order);
	}
	directory.organizations.set(organization.id, {
		...organization,
		services: services.map((service) => service.id),
		file: read.file,
	});
}

function checkPhones(
	{ id, phones }: Pick<Service, 'id' | 'phones'>,
	path: YamlPath,
	asOf: string,
	report: Reporter,
): void {
	const due = untestedPhones({ phones }, asOf).map((phone) => phone.number);
	if (due.length === 0) return;
	const message = `Nobody has rung ${due.join(', ')} of the service "${id}" within ${phoneRecheckDays} days.`;
	const fix = 'Ring it, ask whether it is still this service, then write the day into "tested_on".';
	report.warning([...path, 'phones'], 'phone.untested', message, fix);
}

/** The services that may be shown for each danger, first door first. */
export function hotlines(directory: Directory): Map<DangerKind, readonly Service[]> {
	const place = (service: Service, kind: DangerKind) => directory.order.get(service.id)?.[kind] ?? 100;
	return new Map(
		dangerKinds.map((kind) => {
			const doors = [...directory.services.values()].filter(
				(service) => service.dangers.includes(kind) && !service.withheld,
			);
			return [kind, doors.toSorted((a, b) => place(a, kind) - place(b, kind) || (a.id < b.id ? -1 : 1))];
		}),
	);
}
