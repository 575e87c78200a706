import type { Context } from 'hono';
import { html as template } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from './assets.ts';

/** Answers with a whole page. Pages hold people's words: no cache keeps them, no search engine finds them. */
export async function html(c: Context, page: Child, status: ContentfulStatusCode = 200): Promise<Response> {
	c.header('Cache-Control', 'no-store');
	c.header('Vary', 'Cookie');
	return c.html(await template`<!doctype html>${page}`, status);
}

/** Answers with a PDF, made for whoever asks: no cache keeps it. The name says nothing of what is in it. */
export function pdf(c: Context, name: string, bytes: Uint8Array): Response {
	c.header('Content-Type', 'application/pdf');
	c.header('Content-Disposition', `inline; filename="${name}"`);
	c.header('Cache-Control', 'no-store');
	return c.body(Buffer.from(bytes));
}

/** The frame of every page. Scripts only make it livelier; each page works without them. */
export const Document = (props: {
	assets: Assets;
	language: string;
	title: string;
	style: string;
	/** A module of ours; browsers too old for modules do without. */
	script?: string | undefined;
	/** A library that the script finds in `window`. */
	library?: string | undefined;
	body?: string;
	head?: Child;
	children?: Child;
}) => (
	<html lang={props.language}>
		<head>
			<meta charset="utf-8" />
			<meta name="viewport" content="width=device-width, initial-scale=1" />
			<meta name="robots" content="noindex" />
			<meta name="color-scheme" content="light" />
			<meta name="theme-color" content="#0f4c47" />
			<meta name="format-detection" content="telephone=no" />
			<title>{props.title}</title>
			<link rel="icon" href={props.assets.href('icon.svg')} type="image/svg+xml" />
			<link rel="stylesheet" href={props.assets.href('base.css')} />
			<link rel="stylesheet" href={props.assets.href(props.style)} />
			{props.head}
			{props.library && <script defer src={props.assets.href(props.library)} />}
			{props.script && <script type="module" src={props.assets.href(props.script)} />}
		</head>
		<body class={props.body}>{props.children}</body>
	</html>
);

/** A page that only says something: what happened, and what can be done next. */
export const Notice = (props: {
	assets: Assets;
	language: string;
	title: string;
	text: string;
	action: { href: string; label: string };
	children?: Child;
}) => (
	<Document assets={props.assets} language={props.language} title={`${props.title} · Hakku`} style="plain.css">
		<main class="plain">
			<h1>{props.title}</h1>
			<p>{props.text}</p>
			{props.children}
			<p>
				<a class="button" href={props.action.href}>
					{props.action.label}
				</a>
			</p>
		</main>
	</Document>
);
