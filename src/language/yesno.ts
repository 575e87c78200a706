import { key } from './clean.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const yes = set(
	'ya iya iyah iye yaa y yes yup yoi yap yep yoa betul bener benar btul setuju sudah sdh udah udh dah uda ok oke okey okay siap boleh mau ada punya pernah masih msh cocok tentu pasti inggih nggih enggih njih injih iyo iyo yo yoh hooh ho oh heeh he eh sampun wis uwis enten wonten duwe gadhah muhun sumuhun leres tos enggeus atos aya gaduh boga sip gas lanjut jelas bisa saya sure correct right true did do have am are it is of course mang yoilah naam bersedia',
);
const no = set(
	'tidak tdk gak ga gk g nggak ngga nggk enggak engga engg kagak kaga kgk ndak nda tak ndk belum blm belom blum blom bukan bkn jangan jgn no nope not never dont havent ora rak ra mboten boten dereng durung sanes sanes dudu teu henteu hente acan encan can sanes lain dak idak indak tra tida trada tara nehi nope batal ogah kosong tanpa none nothing tiada',
);
const light = set(
	'bu ibu pak bapak kak kaka kakak mas mbak mba min admin bang abang dek adek om tante teh kang gan bro sis dong kok sih deh lah loh lho nih tuh aja saja doang juga jg kan mah atuh pisan banget sekali sama nya kayaknya kyknya rasanya sepertinya sekarang skrg lagi lg sm sekali pun ko le kah mau rek cak sudah pernah ada punya bisa boleh masih mau i we thanks makasih terima kasih terimakasih please tolong ya punya',
);
const unsure =
	/\b(tahu|tau|ngerti|yakin|ragu|mungkin|kadang|bingung|tergantung|lupa|ingat|inget|entah|maybe|sometimes|know|sure if|apa apa|papa|masalah|usah apa|tentu|weruh|ngertos|terang|apal)\b/u;

/** Yes, no, or null when an answer is neither or both. A long story is neither: it is read for its needs instead. */
export function yesno(text: string): boolean | null {
	if (text.length > 200) return null;
	if (/[👍✅✔☑👌]/u.test(text) && !/\p{L}/u.test(text)) return true;
	if (/[👎❌✖🚫]/u.test(text) && !/\p{L}/u.test(text)) return false;
	const plain = key(text).replace(/(\p{L})\1{2,}/gu, '$1');
	if (plain === '') return null;
	if (/^(gak|ga|nggak|ngga|enggak|tidak|tdk) (masalah|keberatan)/u.test(plain)) return true;
	const words = plain.split(' ').filter((word) => word !== '');
	const denies = words.some((word) => no.has(word));
	if (unsure.test(plain) && !(words[0] === 'tentu' && !denies) && !/\bsudah (tahu|tau)\b/u.test(plain)) return null;
	const first = words[0] ?? '';
	if (words.every((word) => yes.has(word) || no.has(word) || light.has(word))) {
		if (denies) return false;
		return words.some((word) => yes.has(word)) ? true : null;
	}
	if (words.length > 12) return null;
	if (no.has(first)) return false;
	if (yes.has(first) && !denies) return true;
	return null;
}
