const KEY = 'density';

/** Tighter rows for those who want more on a screen; remembered in the browser only. */
export function density(root) {
  const page = root.documentElement;
  const show = (tight) => {
    if (tight) page.dataset.density = 'tight';
    else delete page.dataset.density;
    for (const button of root.querySelectorAll('[data-density-switch]'))
      button.setAttribute('aria-pressed', String(tight));
  };
  show(localStorage.getItem(KEY) === 'tight');
  for (const button of root.querySelectorAll('[data-density-switch]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const tight = page.dataset.density !== 'tight';
      localStorage.setItem(KEY, tight ? 'tight' : 'loose');
      show(tight);
    });
  }
}
