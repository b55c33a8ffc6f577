const ADDRESS = /([\p{L}\p{N}])[\p{L}\p{N}._%+'-]*@([\p{L}\p{N}])[\p{L}\p{N}.-]*(\.\p{L}{2,})/gu;
const PHONE = /\+?\d[\d .()/-]{6,}\d/g;

/** The same text, in which addresses and telephone numbers only hint at whose they are: "p•••@g•••.fr", "•••47". */
export function masked(text: string): string {
  return text.replace(ADDRESS, '$1•••@$2•••$3').replace(PHONE, (phone) => `•••${phone.slice(-2)}`);
}
