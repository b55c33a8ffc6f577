import Handlebars from 'handlebars';

/**
 * HTML that was made or cleaned by our own code and may be written as it is. The sanitiser of rich text, the icons and the
 * engine itself are the only makers; a test looks for others. Views write it with the ordinary double braces.
 */
export class Markup extends Handlebars.SafeString {}
