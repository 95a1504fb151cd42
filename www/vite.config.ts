import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type ESTree, type Plugin } from 'vite';
import { page, siteOf } from './build/html.ts';
import { manifest } from './build/offline.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const TARGET = ['chrome111', 'edge111', 'firefox114', 'safari16.4'];
/** Files that the page fetches by itself. */
const CARRIED = /\.wasm$|(?<!mnist-28x28[^/]*)\.bin$/;

/**
 * In a frame with sandbox="allow-scripts" a page has no origin: its modules and everything that it fetches are
 * foreign to its own host, and blocked unless the host sends Access-Control-Allow-Origin. Classic scripts are not.
 * So both pages load classic scripts, and each file that it fetches is there once more, carried by a script
 * (see src/core/carrier.ts).
 */
function classicScripts(): Plugin {
  return {
    name: 'classic-scripts',
    // After Vite has added the style sheet.
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.values(bundle);
        for (const file of files) {
          if (file.type !== 'asset' || !CARRIED.test(file.fileName)) continue;
          const detail = Buffer.from(file.source).toString('base64');
          const source = `document.currentScript.dispatchEvent(new CustomEvent("carried",{detail:"${detail}"}))`;
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.js`, source });
        }
        const first = (await alone('src/first.ts')).trim();
        const firstName = `assets/first-${digest(first)}.js`;
        this.emitFile({ type: 'asset', fileName: firstName, source: first });
        const names = files.map(({ fileName }) => fileName);
        const find = (pattern: RegExp): string => {
          const name = names.find((one) => pattern.test(one));
          return name ?? this.error(`the build has no ${pattern}`);
        };
        const tags = {
          styles: names.filter((name) => name.endsWith('.css')),
          first: { path: firstName, source: first },
          scripts: files.filter((file) => file.type === 'chunk' && file.isEntry).map((file) => file.fileName),
          texts: { ja: find(/\/texts-ja-[^/]*\.js$/), en: find(/\/texts-en-[^/]*\.js$/) },
          site: siteOf(process.env.SITE_URL),
        };
        for (const fileName of ['index.html', 'embed.html'])
          this.emitFile({ type: 'asset', fileName, source: page(here(fileName), tags) });
      },
    },
  };
}

/** What the licences of others ask for, beside their work. */
function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const source = readFileSync(here('generated/THIRD-PARTY.txt'));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source });
    },
  };
}

/** The last file, as it knows all others. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    async writeBundle({ dir = '' }) {
      const define = { FILES: JSON.stringify(manifest(dir)) };
      writeFileSync(join(dir, 'sw.js'), await alone('src/offline/service-worker.ts', define));
    },
  };
}

const digest = (source: string): string =>
  createHash('sha256').update(source).digest('base64url').slice(0, 8);

/** A classic script with all that it imports. */
async function alone(entry: string, define: Record<string, string> = {}): Promise<string> {
  const built = await build({
    configFile: false,
    root: here('.'),
    define,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: TARGET,
      rolldownOptions: { input: here(entry), output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  return output.output[0].code;
}

/** The custom element, one file at the root whose name stays: other pages name it. */
function customElement(): Plugin {
  return {
    name: 'custom-element',
    async generateBundle() {
      const source = await alone('src/element/activation-lab.ts');
      this.emitFile({ type: 'asset', fileName: 'activation-lab.js', source });
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
  plugins: [tightTemplates(), classicScripts(), customElement(), licences(), serviceWorker()],
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
  worker: {
    format: 'iife',
    plugins: () => [tightTemplates(), sharedModules()],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  logLevel: 'warn',
});
