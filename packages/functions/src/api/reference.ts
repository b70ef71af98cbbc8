import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import { operationsOf, type ReferenceDocument, type ReferenceOperation, typeOf } from "./reference-document.ts";

/** Everything the page needs is in it: it loads nothing from anywhere, and runs no script. */
const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#ddd, #444); --soft: light-dark(#555, #bbb); --code: light-dark(#f3f3f3, #242424) }
  * { box-sizing: border-box }
  body { margin: 0; font: 14px/1.45 "Helvetica Neue", "Liberation Sans", Arial, sans-serif; background: light-dark(#fcfcfc, #181818); color: light-dark(#1c1c1c, #eee) }
  main, nav { padding: 1rem } main { max-width: 60rem; min-width: 0 }
  nav ul { list-style: none; margin: 0 0 1rem; padding: 0 }
  h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2.5rem } h3 { font-size: 1rem; margin: 0 }
  article { border-top: 1px solid var(--line); padding: 1rem 0 }
  code, pre { font-family: ui-monospace, "Liberation Mono", monospace; font-size: 12.5px; overflow-wrap: anywhere }
  pre { background: var(--code); padding: .5rem; white-space: pre-wrap; margin: .25rem 0 }
  a { color: inherit } p { margin: .35rem 0 } .soft, dt { color: var(--soft) }
  dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .2rem 1rem; margin: .5rem 0 } dd { margin: 0 }
  @media (min-width: 60rem) { body { display: grid; grid-template-columns: 16rem minmax(0, 1fr) } nav { position: sticky; top: 0; max-height: 100vh; overflow: auto } }
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The description of the API as a page for people. */
export function reference(c: Context, document: ReferenceDocument) {
  const operations = operationsOf(document);
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const of = (tag: string) => operations.filter((operation) => operation.tag === tag);
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${document.info.title} API</title>
          <style>${raw(STYLE)}</style>
        </head>
        <body>
          <nav aria-label="Operations">
            ${tags.map(
              (tag) =>
                html`<p class="soft">${tag}</p>
                  <ul>
                    ${of(tag).map(({ id }) => html`<li><a href="#${id}">${id}</a></li>`)}
                  </ul>`,
            )}
            <p><a href="#schemas">Schemas</a></p>
          </nav>
          <main>
            <h1>${document.info.title} API</h1>
            <p>${document.info.description}</p>
            <p class="soft">For programs: <a href="openapi.json">openapi.json</a></p>
            ${tags.map((tag) => html`<h2>${tag}</h2>${of(tag).map(articleOf)}`)}
            <h2 id="schemas">Schemas</h2>
            ${Object.entries(document.components?.schemas ?? {}).map(
              ([name, schema]) =>
                html`<article id="schema-${name}"><h3><code>${name}</code></h3><pre>${typeOf(schema)}</pre></article>`,
            )}
          </main>
        </body>
      </html>`,
    200,
    { "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" },
  );
}

function articleOf({ id, method, path, summary, description, parameters, body, answers }: ReferenceOperation) {
  return html`<article id="${id}">
    <h3><code>${method} ${path}</code></h3>
    <p>${summary}</p>
    ${description && html`<p class="soft">${description}</p>`}
    ${
      parameters.length > 0 &&
      html`<dl>
        ${parameters.map(
          ({ name, place, type, isRequired, about }) =>
            html`<dt><code>${name}</code></dt>
              <dd><code>${type}</code>, ${place}${isRequired && ", required"}${about && html`. ${about}`}</dd>`,
        )}
      </dl>`
    }
    ${body && html`<p class="soft">Body</p><pre>${body}</pre>`}
    <p class="soft">Answers</p>
    <dl>
      ${answers.map(
        ({ status, about, type }) =>
          html`<dt><code>${status}</code></dt>
            <dd>${about}${type && html` <code>${type}</code>`}</dd>`,
      )}
    </dl>
  </article>`;
}
