/** Arrows turn the pages of an album, Escape goes back to it. */
export function browse(root) {
  const album = root.querySelector('[data-browse]');
  if (!album) return;
  const directions = { ArrowLeft: 'prev', ArrowRight: 'next', Escape: 'up' };
  root.addEventListener('keydown', (event) => {
    const direction = directions[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey || event.target.matches('input, select, textarea'))
      return;
    album.querySelector(`a[rel=${direction}]`)?.click();
  });
}
