/** What the person at the keyboard can put right: said in words, without a stack. */
export class Wrong extends Error {}
