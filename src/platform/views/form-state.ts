/** A form that came back: what was typed and every error, keyed by the name of the field (`address.city`). */
export interface FormState {
  /** One sentence per field, already in the viewer's language. */
  errors: Record<string, string>;
  /** As typed; several values of one name (boxes) are a list. */
  values: Record<string, string | string[]>;
  /** What is wrong with the form as a whole, if no field is to blame. */
  summary?: string;
}
