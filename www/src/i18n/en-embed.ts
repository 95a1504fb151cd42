/** Of the dialog about embedding, which comes as a script of its own. */
export const embed = {
  'embed.title': 'Embed: {title}',
  'embed.form': 'Form',
  'embed.element': 'Element',
  'embed.frame': 'Frame',
  'embed.still': 'Still figure',
  'embed.element.about':
    'A script of 2 KB and an element in the text. It loads nothing until a reader scrolls near it, and grows with its content.',
  'embed.frame.about':
    'A plain frame, for hosts that strip unknown elements. The script below it lets it grow; without, it keeps its height.',
  'embed.still.about':
    'Picture and table as HTML without any script: for feeds, for print, and for hosts that strip scripts. Its colours follow the text around it.',
  'embed.still.none':
    'There is nothing to show yet: run the experiment of this figure first, then open this dialog again.',
  'embed.still.not': 'This figure has no still form. Save its pictures or values instead.',
  'embed.lang': 'Language',
  'embed.theme': 'Colours',
  'embed.reader': 'The reader’s',
  'embed.bare': 'Leave out choices, settings and saving',
  'embed.frozen': 'Result only: the experiment runs by itself once it is seen, and cannot be changed',
  'embed.height': 'Height until it has loaded (px)',
  'embed.height.wrong': 'A whole number from 100 to 20,000',
  'embed.preview': 'Preview',
  'embed.code': 'For your post',
  'embed.local':
    'This page is on your own machine, and so is the address below: publish the page, then open this dialog there.',
  'embed.curves': 'Curves of {names}',
  'embed.live': 'See it live',
} as const;
