/** What a text can try in a window: markup, code, links that act, characters that steer or hide, and sheer size. */
export const hostileTexts = [
  '<img src=x onerror="globalThis.canary=1">',
  '<script>globalThis.canary=1</script>',
  '<svg onload="globalThis.canary=1"></svg>',
  '"><iframe srcdoc="<script>parent.canary=1</script>"></iframe>',
  '{{constructor.constructor("globalThis.canary=1")()}}',
  '[link](javascript:globalThis.canary=1)',
  '</title></textarea></style><base href="https://evil.example/">',
  '\u202Egnp.exe\u2066\u200B\uFEFF',
  '\u001B]0;canary\u0007\u001B[2J',
] as const

/** All of them in one line. */
export const hostileLine = hostileTexts.join(' ')

/** A picture that is a document, with everything in it that a picture is not. */
export const hostilePicture = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64" onload="globalThis.canary=1">
<script>globalThis.canary=1;parent.canary=1</script>
<image href="https://evil.example/pixel.png" width="1" height="1"/>
<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="parent.canary=1"/></body></foreignObject>
<a xlink:href="javascript:globalThis.canary=1"><rect width="64" height="64"/></a>
</svg>`
