/** Markup that is safe to send: made by `html`, which escapes everything put into it that is not `Markup` itself. */
export class Markup {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** Only for text written in this program. */
  static trusted(text: string): Markup {
    return new Markup(text);
  }
}

type Part = string | number | Markup | readonly Markup[] | null;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an element's content and for a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** A template tag for HTML: values are escaped, `Markup` goes in as it is, `null` as nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = strings.map((string, index) => string + render(parts[index] ?? null)).join('');
  return Markup.trusted(text);
}

function render(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map((markup) => markup.text).join('');
}

/** The page's stylesheet, served at `/style.css` by both servers. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1a2126; --muted: #4d5a63; --page: #f5f7f8; --card: #ffffff; --line: #c9d2d8;
  --action: #0b5c6b; --on-action: #ffffff; --good: #1c5e2e; --bad: #a3201a; --note: #e7f1f3; }
@media (prefers-color-scheme: dark) { :root { --text: #e8edf0; --muted: #b1bec6; --page: #12181c; --card: #1b2328;
  --line: #3a464e; --action: #7fd0e0; --on-action: #06242b; --good: #8fd6a1; --bad: #ffaaa3; --note: #1d3238; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header.top, main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
header.top { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; }
header.top strong { font-size: 1.1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; }
a { color: var(--action); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; margin: 0 0 0.75rem; }
.card p { margin: 0.25rem 0; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.words { white-space: pre-wrap; unicode-bidi: isolate; }
.notice { background: var(--note); border-left: 4px solid var(--action); padding: 0.75rem 1rem; margin: 0 0 1rem; }
.notice.problem { border-color: var(--bad); }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.75rem; }
.actions form { margin: 0; }
button, .button { display: inline-block; font: inherit; padding: 0.5rem 1rem; border-radius: 0.375rem; cursor: pointer;
  border: 1px solid var(--action); background: transparent; color: var(--action); text-decoration: none; }
button.main { background: var(--action); color: var(--on-action); }
button:focus-visible, a:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible,
summary:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
fieldset.times { border: 1px solid var(--line); border-radius: 0.375rem; margin: 0 0 0.75rem; padding: 0.25rem 0.75rem 0.5rem; }
fieldset.times label { display: inline-block; font-weight: 400; margin: 0.25rem 1rem 0.25rem 0; }
label { display: block; font-weight: 600; margin: 0.75rem 0 0.25rem; }
input, textarea, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--muted);
  border-radius: 0.375rem; padding: 0.5rem; max-width: 100%; }
textarea, input[type=search] { width: 100%; max-width: 32rem; }
ul.plain { list-style: none; padding: 0; margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.5rem 0; font: 0.9rem/1.4 ui-monospace, monospace; }
details { margin-top: 0.75rem; } summary { cursor: pointer; font-weight: 600; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #ffffff; }
`;
