// Names for the forms that a statement takes, so that a connection prepares each once. Knows no
// database.

const FORMS_MAX = 100;
const forms = new Map<string, string>();

/** The name under which a form of a statement is prepared; undefined when there are too many. */
export function findForm(name: string, text: string): string | undefined {
  const known = forms.get(text);
  if (known !== undefined || forms.size >= FORMS_MAX) return known;
  const form = `${name}_${forms.size + 1}`;
  forms.set(text, form);
  return form;
}
