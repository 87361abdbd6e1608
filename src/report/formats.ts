import type { Result } from '../result.ts';
import type { TextOptions } from './text.ts';

/** How a report may look; only `text` looks at more than the unit and the earlier rounds. */
export type ReportOptions = TextOptions;

type Render = (result: Result, options: ReportOptions) => string;

/** Every report format, loaded when it is asked for. */
export const formats: ReadonlyMap<string, () => Promise<Render>> = new Map([
  ['text', async () => (await import('./text.ts')).renderText],
  ['html', async () => (await import('./html.ts')).renderHtml],
  ['svg', async () => (await import('./svg.ts')).renderSvg],
  ['json', async () => (await import('./json.ts')).renderJson],
  ['markdown', async () => (await import('./markdown.ts')).renderMarkdown],
  ['csv', async () => (await import('./csv.ts')).renderCsv],
  ['badge', async () => (await import('./badge.ts')).renderBadge],
  ['junit', async () => (await import('./junit.ts')).renderJunit],
  ['sarif', async () => (await import('./sarif.ts')).renderSarif],
  ['github', async () => (await import('./github.ts')).renderAnnotations],
]);
