/** "Copier" beside an IBAN or a password, where the browser allows it. */
export function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll('[data-copy]')) {
    const words = button.querySelector('span');
    const usual = words.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(root.getElementById(button.dataset.copy).textContent.trim());
      words.textContent = button.dataset.copied;
      setTimeout(() => (words.textContent = usual), 2000);
    });
  }
}
