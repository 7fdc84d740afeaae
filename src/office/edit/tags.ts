// Changes single tags of an XML text as it streams by. Everything else passes letter for letter, so
// that a workbook keeps what we know nothing of.

/** One tag as written. */
export type Tag = {
  readonly text: string;
  /** With its colon, or empty. */
  readonly prefix: string;
  readonly name: string;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
};

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(?!!--|!\[CDATA\[)[^>]*>/g;
const TAG = /^<(\/?)([\w.-]+:)?([\w.-]+)/;

export type TagEditor = { write(text: string): string; end(): string };

/** An editor that asks for what shall stand in a tag's place. */
export function tagEditor(edit: (tag: Tag) => string): TagEditor {
  let held = '';
  return {
    write(text) {
      const given = held + text;
      let [done, at] = ['', 0];
      TOKEN.lastIndex = 0;
      for (let match = TOKEN.exec(given); match; match = TOKEN.exec(given)) {
        const [token] = match;
        done += given.slice(at, match.index);
        at = match.index + token.length;
        done += changed(token, edit);
      }
      // A tag that is cut off waits for its end.
      const rest = given.indexOf('<', at);
      const cut = rest < 0 ? given.length : rest;
      held = given.slice(cut);
      return done + given.slice(at, cut);
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

function changed(token: string, edit: (tag: Tag) => string): string {
  const [, slash, prefix = '', name] = TAG.exec(token) ?? [];
  if (name === undefined) return token;
  const isEnd = slash === '/';
  return edit({ text: token, prefix, name, isEnd, isEmpty: token.endsWith('/>') });
}

/** Changes a whole text. */
export function editTags(xml: string, edit: (tag: Tag) => string): string {
  const editor = tagEditor(edit);
  return editor.write(xml) + editor.end();
}

/** The value of an attribute by its full name; undefined when the tag has none. */
export function attributeOf({ text }: Pick<Tag, 'text'>, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
  return found?.[1] ?? found?.[2];
}

/** The tag with an attribute set, or taken away. */
export function withAttribute(text: string, name: string, value: string | undefined): string {
  const bare = text.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
  if (value === undefined) return bare;
  return bare.replace(/\s*(\/?)>$/, ` ${name}="${value}"$1>`);
}

/**
 * Puts text before the end of the first element of that name. An element written as empty is
 * opened for it. Undefined when there is no such element.
 */
export function appendInside(
  xml: string,
  name: string,
  inner: (prefix: string) => string,
): string | undefined {
  let isDone = false;
  const result = editTags(xml, (tag) => {
    if (isDone || tag.name !== name || (!tag.isEnd && !tag.isEmpty)) return tag.text;
    isDone = true;
    const more = inner(tag.prefix);
    if (tag.isEnd) return more + tag.text;
    return `${tag.text.replace(/\s*\/>$/, '>')}${more}</${tag.prefix}${name}>`;
  });
  return isDone ? result : undefined;
}

/**
 * The attribute `id` that names a relation: with the prefix that `declared` (the root tag) has for
 * the namespace, else with one of our own.
 */
export function relationAttribute(declared: string, namespace: string, id: string): string {
  const prefix = new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["']${namespace}["']`).exec(declared)?.[1];
  return prefix === undefined ? `xmlns:qn="${namespace}" qn:id="${id}"` : `${prefix}:id="${id}"`;
}

/** Gives the elements of a piece of ours the prefix that the rest of the document has. */
export function prefixed(xml: string, prefix: string): string {
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`);
}
