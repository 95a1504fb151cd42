// Every text that a reader of one language meets is in that language: the whole page with its panels, folded parts open.

import { bringEverythingNear, expect, test } from './lab.ts';

/** What is seen or read aloud, piece by piece; without code, names, references and what says itself to be of another language. */
function texts(lang: string): string[] {
  const APART = 'code, pre, math, script, style, .sources, .source, [translate=no]';
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Text) found.push(node.data);
    if (!(node instanceof Element) || node.matches(APART)) return;
    if ((node.getAttribute('lang') ?? lang) !== lang || !node.checkVisibility()) return;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      found.push(node.getAttribute(name) ?? '');
    for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) visit(child);
  };
  visit(document.body);
  return found.map((text) => text.trim()).filter(Boolean);
}

const FOREIGN = {
  // Three words on end: fewer are names of functions, frameworks and files. In brackets stand the titles of papers.
  ja: /[a-z][a-z'’]+(?:,? [a-z][a-z'’]+){2,}/i,
  en: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}、。]/u,
};

for (const lang of ['ja', 'en'] as const) {
  test(`the page in ${lang} has no text in another language`, async ({ page }) => {
    await page.addInitScript(bringEverythingNear);
    await page.goto(`.?lang=${lang}&activations=relu,tanh&epochs=1&seeds=2`);
    const panels = page.locator('[data-lab][figure]');
    for (const panel of await panels.all())
      await expect(panel.locator('section .caption').first()).toBeAttached();
    await page.locator('al-race .primary').first().click();
    await expect(page.locator('al-result-table .accuracy').first()).toHaveText(/%/, { timeout: 30_000 });
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await page.waitForLoadState('networkidle');
    const seen = await page.evaluate(texts, lang);
    // The page is there.
    expect(seen.length).toBeGreaterThan(500);
    expect(seen.filter((text) => FOREIGN[lang].test(text.replace(/「[^」]*」/g, '')))).toEqual([]);
  });
}
