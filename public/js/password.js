const LONG_ENOUGH = 12;

/** "Afficher", and the strength of a new password in words. The server has the last word: it also knows the commonest ones. */
export function passwords(root) {
  for (const place of root.querySelectorAll('[data-password]')) showButton(place);
  for (const input of root.querySelectorAll('[data-strength]')) strengthOf(input);
}

function showButton(place) {
  const input = place.querySelector('input');
  const button = place.querySelector('button');
  const words = button.querySelector('span');
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    words.textContent = shown ? place.dataset.hide : place.dataset.show;
    button.setAttribute('aria-pressed', String(shown));
  });
  input.form?.addEventListener('submit', () => (input.type = 'password'));
}

function strengthOf(input) {
  const words = input.closest('.field').querySelector('[data-strength-words]');
  const usual = words.textContent;
  input.addEventListener('input', () => {
    const level = judge(input.value, input.dataset.avoid ?? '');
    words.dataset.level = level;
    if (level === 'empty') words.textContent = usual;
    else if (level === 'short') words.textContent = missing(words, LONG_ENOUGH - [...input.value].length);
    else words.textContent = words.dataset[level];
  });
}

function missing(words, count) {
  return (count === 1 ? words.dataset.shortOne : words.dataset.shortOther).replace(/\d+/, String(count));
}

export function judge(password, avoid) {
  const characters = [...password];
  if (characters.length === 0) return 'empty';
  if (characters.length < LONG_ENOUGH) return 'short';
  if (guessable(password.toLowerCase(), avoid)) return 'guessable';
  const kinds = [/[a-zà-ÿ]/, /[A-ZÀ-Þ]/, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const weight = characters.length + 2 * kinds;
  return weight >= 24 ? 'excellent' : weight >= 18 ? 'good' : 'fair';
}

/** Few different characters, a run of the keyboard or the alphabet, or one's own name or login. */
function guessable(password, avoid) {
  if (new Set(password).size < 6) return true;
  const known = avoid
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length >= 4);
  const bare = [...known, 'motdepasse', 'password', 'azerty', 'qwerty'].reduce(
    (rest, word) => rest.replaceAll(word, ''),
    password,
  );
  return bare.length < 8 || runs(bare) > bare.length / 2;
}

function runs(password) {
  let count = 0;
  for (let at = 1; at < password.length; at += 1) {
    if (Math.abs(password.charCodeAt(at) - password.charCodeAt(at - 1)) <= 1) count += 1;
  }
  return count;
}
