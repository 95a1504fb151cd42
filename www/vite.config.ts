import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type ESTree, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const MODULE = '<script type="module" src="./src/main.ts"></script>';
const TARGET = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];
/** Files that the page fetches by itself. */
const CARRIED = /\.wasm$|(?<!mnist-28x28[^/]*)\.bin$/;

/**
 * In a frame with sandbox="allow-scripts" a page has no origin: its modules and everything that it fetches are
 * foreign to its own host, and blocked unless the host sends Access-Control-Allow-Origin. Classic scripts are not.
 * So both pages load one classic script, and each file that it fetches is there once more, carried by a script
 * (see src/core/carrier.ts).
 */
function classicScripts(): Plugin {
  return {
    name: 'classic-scripts',
    // After Vite has added the style sheet.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const tags: string[] = [];
        for (const file of Object.values(bundle)) {
          const { fileName } = file;
          if (file.type === 'chunk' && file.isEntry) tags.push(`<script defer src="./${fileName}"></script>`);
          if (file.type !== 'asset') continue;
          if (fileName.endsWith('.css')) tags.unshift(`<link rel="stylesheet" href="./${fileName}" />`);
          if (CARRIED.test(fileName)) {
            const detail = Buffer.from(file.source).toString('base64');
            const source = `document.currentScript.dispatchEvent(new CustomEvent("carried",{detail:"${detail}"}))`;
            this.emitFile({ type: 'asset', fileName: `${fileName}.js`, source });
          }
        }
        for (const fileName of ['index.html', 'embed.html']) {
          const html = readFileSync(here(fileName), 'utf8');
          if (!html.includes(MODULE)) this.error(`${fileName} does not load src/main.ts`);
          this.emitFile({ type: 'asset', fileName, source: html.replace(MODULE, tags.join('\n    ')) });
        }
      },
    },
  };
}

/** The custom element, one file at the root whose name stays: other pages name it. */
function customElement(): Plugin {
  const entry = here('src/element/activation-lab.ts');
  return {
    name: 'custom-element',
    async closeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        plugins: [tightTemplates()],
        logLevel: 'warn',
        build: {
          outDir: here('dist'),
          emptyOutDir: false,
          target: TARGET,
          reportCompressedSize: false,
          lib: {
            entry,
            formats: ['iife'],
            name: 'activationLabElement',
            fileName: () => 'activation-lab.js',
          },
        },
      });
    },
  };
}

/** The minifier leaves the inside of templates alone: styles and markup lose their line breaks and indents here. */
function tightTemplates(): Plugin {
  const TIGHTEN: Record<string, (text: string) => string> = {
    css: (text) =>
      text
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};]) ?/g, '$1'),
    html: (text) => text.replace(/\s*\n\s*/g, ' '),
  };
  return {
    name: 'tight-templates',
    transform(code, id) {
      if (!id.startsWith(here('src')) || !id.endsWith('.ts')) return undefined;
      const edits: { start: number; end: number; text: string }[] = [];
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        const { type, tag, quasi } = node as Partial<ESTree.TaggedTemplateExpression>;
        const tighten =
          type === 'TaggedTemplateExpression' && tag?.type === 'Identifier' && TIGHTEN[tag.name];
        if (tighten) {
          for (const { start, end, value } of quasi?.quasis ?? [])
            edits.push({ start, end, text: tighten(value.raw) });
        }
        for (const child of Object.values(node)) visit(child);
      };
      visit(this.parse(code));
      edits.sort((a, b) => b.start - a.start);
      return edits.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
    },
  };
}

/** Leaves out of a panel's script what the page has already: the modules that src/shared.ts imports. */
function sharedModules(): Plugin {
  const imports = readFileSync(here('src/shared.ts'), 'utf8').matchAll(/^import \* as (\w+) from '(.+)';$/gm);
  const names = new Map<string, string>();
  for (const [, name = '', path = ''] of imports)
    names.set(path.startsWith('.') ? here(`src/${path}`) : path, name);
  let shares = false;
  return {
    name: 'shared-modules',
    enforce: 'pre',
    options({ input }) {
      shares = /-script\.ts/.test(JSON.stringify(input));
    },
    async resolveId(source, importer, options) {
      if (!shares || !importer) return undefined;
      const found = names.has(source)
        ? source
        : (await this.resolve(source, importer, { ...options, skipSelf: true }))?.id;
      return found !== undefined && names.has(found) ? { id: found, external: true } : undefined;
    },
    outputOptions(options) {
      return { ...options, globals: (id: string) => `activationLab.${names.get(id)}` };
    },
  };
}

export default defineConfig({
  root: here('.'),
  // Relative addresses: the page works from any folder of any static host.
  base: './',
  publicDir: here('public'),
  plugins: [tightTemplates(), classicScripts(), customElement()],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: TARGET,
    // wasm and data stay files of their own: streamed, compiled and cached as such.
    assetsInlineLimit: 0,
    // A file of its own, not a string in the script: the page has its looks before the script has run.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: here('src/main.ts'),
      // How long the build's own plugins take is nothing that a reader of its output can act on.
      checks: { pluginTimings: false },
      output: { format: 'iife' },
    },
  },
  // Classic blob workers are the only kind that starts in a sandboxed frame in every browser.
  worker: { format: 'iife', plugins: () => [tightTemplates(), sharedModules()] },
  logLevel: 'warn',
});
