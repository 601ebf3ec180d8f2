import type { Documentation } from './documentation.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';

/** One file that needs nothing else: no request leaves it, which its policy says too. */
export function renderPage(documentation: Documentation): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(documentation.project)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header><a href="#"><strong>${escapeHtml(documentation.project)}</strong></a>
<input id="search" type="search" placeholder="Search names, columns, descriptions" aria-label="Search" aria-keyshortcuts="/"> <span id="found" role="status"></span></header>
<nav id="list" aria-label="Everything in the project"></nav>
<main id="main"></main>
<script type="application/json" id="data">${toScriptJson(documentation)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** JSON that cannot end its script element. */
function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
