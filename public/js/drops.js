/** Drop-downs are <details>: they also close on Escape and on a click elsewhere. */
export function drops(root) {
  const close = (except) => {
    for (const drop of root.querySelectorAll('details[data-drop][open]')) if (drop !== except) drop.open = false;
  };
  root.addEventListener('click', ({ target }) => close(target.closest('details[data-drop]')));
  root.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    const open = root.querySelector('details[data-drop][open]');
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  });
}
