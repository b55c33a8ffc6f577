import { svgProblem } from './safe-svg.js';

const drawing = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"${attributes}>${inside}</svg>`;

describe('a logo as SVG [ADM-34]', () => {
  it.each([
    ['shapes', drawing('<circle r="4"/>')],
    ['a gradient used inside', drawing('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>')],
    ['style of its own', drawing('<style>.a{fill:#123456}</style>')],
  ])('takes %s', (_, svg) => expect(svgProblem(svg)).toBeNull());

  it.each([
    ['a script', drawing('<script>alert(1)</script>')],
    ['a script under another prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>'],
    ['an event', drawing('', ' onload="alert(1)"')],
    ['HTML inside', drawing('<foreignObject><p/></foreignObject>')],
    ['an outside picture', drawing('<image href="https://example.org/a.png"/>')],
    ['an outside picture, the old way', drawing('<image xlink:href="//example.org/a.png"/>')],
    ['SVG inside a data address', drawing('<image href="data:image/svg+xml;base64,AAAA"/>')],
    ['an outside style', drawing('<style>@import "https://example.org/a.css";</style>')],
    ['an outside style, wrapped', drawing('<style><![CDATA[@import "https://example.org/a.css";]]></style>')],
    ['an outside fill', drawing('<rect fill="url(https://example.org/a.svg#b)"/>')],
    ['a link', drawing('<a href="#x"><rect/></a>')],
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    ['a style sheet named before it', `<?xml-stylesheet href="https://example.org/a.css"?>${drawing('')}`],
    ['another document', '<html><body/></html>'],
    ['what is cut short', '<svg><g>'],
    ['nothing', ''],
  ])('refuses %s', (_, svg) => expect(svgProblem(svg)).not.toBeNull());
});
