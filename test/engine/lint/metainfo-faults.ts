/** A metainfo file without a fault, and one fault at a time. */
export const faultless = `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application" date_eol="2030-01-31">
  <id>org.example.lantern</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>Lantern</name>
  <name xml:lang="de">Laterne</name>
  <summary>Lights a whole room</summary>
  <description>
    <p>Lights any room in the house and the garden, as warm or as cold as you like it to be today.</p>
    <p xml:lang="de">Macht jeden Raum im Haus und den Garten hell, so warm und so kalt, wie man es mag.</p>
    <ul><li>Warm</li><li>Cold</li></ul>
  </description>
  <developer_name>Ada Example</developer_name>
  <project_group>Example</project_group>
  <launchable type="desktop-id">org.example.lantern.desktop</launchable>
  <icon type="stock">org.example.lantern</icon>
  <url type="homepage">https://example.org/</url>
  <categories><category>Utility</category></categories>
  <keywords><keyword>lamp</keyword></keywords>
  <provides><binary>lantern</binary><mediatype>text/x-lantern</mediatype></provides>
  <translation type="gettext">lantern</translation>
  <bundle type="flatpak">app/org.example.lantern</bundle>
  <update_contact>ada@example.org</update_contact>
  <compulsory_for_desktop>GNOME</compulsory_for_desktop>
  <suggests><id>org.example.candle</id></suggests>
  <replaces><id>org.example.torch</id></replaces>
  <requires><display_length compare="ge">768</display_length><internet>always</internet></requires>
  <recommends><memory>2048</memory><control>pointing</control></recommends>
  <supports><control>touch</control></supports>
  <tags><tag namespace="example">light</tag></tags>
  <branding><color type="primary" scheme_preference="light">#3584e4</color></branding>
  <custom><value key="a">1</value></custom>
  <content_rating type="oars-1.1"/>
  <screenshots>
    <screenshot type="default"><image type="source">https://example.org/a.png</image><caption>A room</caption></screenshot>
    <screenshot><video codec="av1" container="webm">https://example.org/a.webm</video><caption>A house</caption></screenshot>
  </screenshots>
  <releases>
    <release version="2.0" date="2026-03-01" urgency="low" type="stable">
      <description><p>Lights the garden, too.</p></description>
      <url>https://example.org/2.0</url>
      <issues><issue type="cve">CVE-2026-12345</issue></issues>
      <artifacts>
        <artifact type="binary" platform="x86_64-linux-gnu" bundle="tarball">
          <location>https://example.org/2.0.tar.xz</location>
          <checksum type="sha256">00</checksum>
          <size type="download">1</size>
          <filename>2.0.tar.xz</filename>
        </artifact>
      </artifacts>
    </release>
    <release version="1.0" date="2025-03-01"/>
  </releases>
</component>
`

/** What is written in place of what, and what is said of it. */
export const faults: readonly (readonly [from: string | RegExp, to: string, finding: string])[] = [
  ['type="desktop-application"', 'type="game"', 'error value/unknown game'],
  ['2030-01-31', 'soon', 'warning value/form soon'],
  ['date_eol', 'priority="5" date_eol', 'warning field/misplaced priority'],
  ['date_eol', 'merge="append" date_eol', 'warning field/misplaced merge'],
  // Ids
  [/<id>.*lantern<\/id>/, '', 'error id/missing'],
  ['<id>org.example.lantern', '<id>org.example.lan tern', 'error id/form org.example.lan tern'],
  ['<id>org.example.lantern', '<id>_org.example.lantern', 'error id/form _org.example.lantern'],
  ['<id>org.example.lantern', '<id>org.example.lantern+', 'error id/form org.example.lantern+'],
  ['<id>org.example.lantern', '<id>Org.example.lantern', 'error id/form Org.example.lantern'],
  ['<id>org.example.lantern', '<id>lantern', 'warning id/form lantern'],
  ['<id>org.example.lantern', '<id>org.example.lan-tern', 'hint id/d-bus org.example.lan-tern'],
  ['<id>org.example.lantern', '<id>org.example.7lantern', 'hint id/d-bus org.example.7lantern'],
  ['<id>', '<id xml:lang="de">', 'error field/not-translatable id'],
  ['<name>', '<id>org.example.other</id><name>', 'error field/repeated id'],
  ['>Example</project', '>KDE</project', 'warning id/form org.example.lantern'],
  ['>Example</project', '>Freedesktop</project', 'warning id/form org.example.lantern'],
  ['>Example</project', '>GNOME</project', 'hint id/form org.example.lantern'],
  // Names, summaries, descriptions
  ['<name>Lantern</name>', '', 'error name/missing'],
  ['<name>', '<name>Other</name><name>', 'error field/repeated name'],
  ['<summary>', '<name xml:lang="de">Lampe</name><summary>', 'error field/repeated name de'],
  ['<summary>Lights a whole room</summary>', '', 'error summary/missing'],
  ['whole room</summary>', 'whole room.</summary>', 'hint summary/full-stop Lights a whole room.'],
  ['whole room</summary>', 'whole\nroom</summary>', 'error summary/lines'],
  ['whole room</summary>', 'whole\troom</summary>', 'error summary/lines'],
  ['>Lights a whole room<', '>lights a whole room<', 'hint summary/lower-case lights a whole room'],
  [
    'whole room</summary>',
    'https://example.org</summary>',
    'error summary/address Lights a https://example.org',
  ],
  [/<description>[^]*?<\/description>/, '', 'error description/missing'],
  ['<description>\n', '<description xml:lang="de">\n', 'error field/not-translatable description'],
  ['<p>Lights any', '<p>See http://example.org/ which lights any', 'warning description/address url'],
  ['<p xml:lang="de">', '<p xml:lang="de">Unter ftp://example.org/: ', 'warning description/address url'],
  ['<li>Warm', '<li>https://example.org/', 'warning description/address url'],
  ['<p>Lights any', '<p>lights any', 'hint description/lower-case'],
  ['<ul>', '<h1>Lights</h1><ul>', 'error text/markup h1'],
  ['<ul>', '<p></p><ul>', 'warning field/empty p'],
  ['<ul>', '<li>Bright</li><ul>', 'error text/markup li'],
  ['<p>Lights any', '<p><b>Lights</b> any', 'error text/markup b'],
  ['<p>Lights any', '<p><ul><li>x</li></ul>Lights any', 'error text/markup ul'],
  ['<li>Warm</li>', '<p>Warm</p>', 'error text/markup p'],
  ['<li>Warm</li>', '<li></li>', 'warning field/empty li'],
  ['<li>Warm', '<li><a>Warm</a>', 'error text/markup a'],
  [/ in the house.*today/, '', 'hint description/short'],
  ['<description>\n', '<description>Light.\n', 'warning text/outside p'],
  [
    '<description><p>Lights the',
    '<p>More.</p><description><p>Lights the',
    'warning text/outside description',
  ],
  ['Ada Example', 'https://example.org/ada', 'warning developer/address https://example.org/ada'],
  [
    '<developer_name>',
    '<developer_name>A</developer_name><developer_name>',
    'error field/repeated developer_name',
  ],
  // Licences
  [/<metadata_license>.*/, '', 'error license/metadata'],
  ['>CC0-1.0<', '>GPL-3.0-only<', 'error license/metadata GPL-3.0-only'],
  ['>CC0-1.0<', '>CC0-1.0 AND GPL-3.0-only<', 'error license/metadata CC0-1.0 AND GPL-3.0-only'],
  ['>CC0-1.0<', '>(CC0-1.0 OR MIT)<', 'error license/metadata (CC0-1.0 OR MIT)'],
  ['>CC0-1.0<', '>GPL-3.0-only OR CC0-1.0<', ''],
  ['>MIT<', '>Beerware forever<', 'warning license/not-spdx Beerware forever'],
  ['>MIT<', '>GPL-3.0+ AND LicenseRef-own=https://example.org/l<', ''],
  [/<project_license>.*/, '<project_license/>', 'warning field/empty project_license'],
  // What starts it, icons, links
  ['type="desktop-id"', '', 'error value/missing launchable type'],
  ['type="desktop-id"', 'type="exe"', 'error value/unknown exe'],
  [/<launchable.*\n.*\n/, '', 'error launchable/none'],
  ['<icon type="stock"', '<icon', 'error value/missing icon type'],
  ['<icon type="stock"', '<icon type="cached"', 'error value/unknown cached'],
  ['stock">org.example', 'stock">/usr/org.example', 'error value/form /usr/org.example.lantern'],
  ['stock">org.example', 'remote">org.example', 'error url/form org.example.lantern'],
  ['stock">org.example', 'remote">http://org.example', 'hint url/not-https http://org.example.lantern'],
  [/<categories>.*/, '', 'error category/none'],
  ['type="homepage"', '', 'error value/missing url type'],
  ['type="homepage"', 'type="fun"', 'warning value/unknown fun'],
  ['https://example.org/<', 'example.org<', 'error url/form example.org'],
  ['https://example.org/<', 'http://example.org/<', 'hint url/not-https http://example.org/'],
  [
    '<categories>',
    '<url type="homepage">https://example.net/</url><categories>',
    'warning field/repeated url homepage',
  ],
  ['https://example.org/<', 'ftp://example.org/<', 'error url/form ftp://example.org/'],
  // Lists
  ['>Utility<', '>Nonsense<', 'warning category/unknown Nonsense'],
  ['>Utility<', '><', 'warning field/empty category'],
  ['<categories>', '<categories>Utility', 'error field/text categories'],
  ['<categories>', '<categories><group>x</group>', 'hint field/unknown group'],
  ['<keywords>', '<keywords xml:lang="de">', 'error field/not-translatable keywords'],
  ['<keyword>lamp</keyword>', '<keyword/>', 'warning field/empty keyword'],
  ['<provides>', '<mimetypes><mimetype>a/b</mimetype></mimetypes><provides>', 'warning field/old mimetypes'],
  ['<binary>lantern', '<binary>', 'warning field/empty binary'],
  ['<binary>', '<plugin>x</plugin><binary>', 'hint field/unknown plugin'],
  ['<binary>', '<id>org.example.lantern</id><binary>', 'warning id/own org.example.lantern'],
  [/<provides>.*/, '<provides/>', 'warning field/empty provides'],
  ['type="gettext"', '', 'error value/missing translation type'],
  ['type="gettext"', 'type="po"', 'error value/unknown po'],
  ['type="flatpak"', '', 'error value/missing bundle type'],
  ['type="flatpak"', 'type="zip"', 'error value/unknown zip'],
  ['>ada@example.org<', '>Ada<', 'warning value/form Ada'],
  ['>GNOME<', '>CDE<', 'error value/unknown CDE'],
  ['<suggests>', '<suggests type="heuristic">', 'warning value/unknown heuristic'],
  ['<replaces>', '<replaces><id></id>', 'warning field/empty id'],
  ['<provides>', '<extends>org.example.house</extends><provides>', 'error field/misplaced extends'],
  ['<provides>', '<sparkles/><provides>', 'hint field/unknown sparkles'],
  [
    '<provides>',
    '<agreement><agreement_section/></agreement><provides>',
    'warning field/empty agreement_section',
  ],
  // What it needs
  ['>768<', '>wide<', 'warning value/form wide'],
  ['>768<', '>0<', 'warning value/form 0'],
  ['compare="ge"', 'side="left"', 'warning value/unknown left'],
  ['compare="ge"', 'compare="most"', 'error value/unknown most'],
  ['compare="ge"', 'version="1"', 'warning field/misplaced version'],
  ['>always<', '>daily<', 'warning value/unknown daily'],
  [
    '<internet>always',
    '<internet bandwidth_mbitps="2">offline-only',
    'warning field/misplaced bandwidth_mbitps',
  ],
  ['<internet>', '<internet bandwidth_mbitps="fast">', 'warning value/form fast'],
  ['</requires>', '<internet>first-run</internet></requires>', 'error field/repeated internet'],
  ['</requires>', '<memory>4096</memory></requires>', 'hint relation/strict memory'],
  ['</requires>', '<fan>1</fan></requires>', 'warning field/unknown fan'],
  ['</requires>', '<hardware>{a-b-c-d-e}</hardware></requires>', 'warning value/form {a-b-c-d-e}'],
  ['</requires>', '<hardware>a-b</hardware></requires>', 'warning value/form a-b'],
  ['</requires>', '<id>org.example.lantern</id></requires>', 'warning id/own org.example.lantern'],
  ['</requires>', '<id version="1">org.example.oil</id></requires>', 'hint value/missing id compare'],
  ['<requires>', '<requires>words', 'error field/text requires'],
  ['>2048<', '>2 GB<', 'warning value/form 2 GB'],
  ['>2048<', '><', 'error field/empty memory'],
  ['>touch<', '>telepathy<', 'warning value/unknown telepathy'],
  ['>touch<', '>pointing<', 'warning relation/repeated control pointing'],
  ['<control>touch', '<control compare="ge">touch', 'hint field/misplaced compare'],
  // Tags, colours, own things
  [' namespace="example"', '', 'error value/missing tag namespace'],
  ['namespace="example"', 'namespace="Ex ample"', 'error value/form Ex ample'],
  ['>light</tag>', '>Light</tag>', 'error value/form Light'],
  ['type="primary"', 'type="second"', 'error value/unknown second'],
  ['="light"', '="dim"', 'error value/unknown dim'],
  ['#3584e4', 'blue', 'error value/form blue'],
  ['#3584e4', '#358', 'error value/form #358'],
  [' key="a"', '', 'error value/missing value key'],
  ['<custom>', '<custom><value key="a">2</value>', 'error field/repeated value key="a"'],
  ['<custom>', '<custom><thing/>', 'error field/unknown thing'],
  ['<value key="a">1', '<value key="a">', 'hint field/empty value'],
  [/<content_rating.*/, '', 'hint rating/missing'],
  // Screenshots
  [' type="default"', '', 'warning screenshot/no-default'],
  ['type="source"', 'type="big"', 'error value/unknown big'],
  ['type="source"', 'type="thumbnail" width="9" height="9"', 'error screenshot/no-source'],
  [
    '<caption>A room',
    '<image type="thumbnail" width="9">https://example.org/s.png</image><caption>A room',
    'warning value/missing image height',
  ],
  [
    '<caption>A room',
    '<image>https://example.org/b.png</image><caption>A room',
    'error screenshot/source-repeated',
  ],
  [
    '<caption>A room',
    '<video codec="av1" container="webm">https://example.org/b.webm</video><caption>A room',
    'error screenshot/mixed',
  ],
  ['<image type="source"', '<image width="wide"', 'warning value/form wide'],
  ['<image type="source"', '<image height="-1"', 'warning value/form -1'],
  ['https://example.org/a.png', 'a.png', 'error url/form a.png'],
  ['https://example.org/a.png', 'http://example.org/a.png', 'hint url/not-https http://example.org/a.png'],
  [/<image .*<\/image>/, '', 'error screenshot/no-picture'],
  ['<caption>A room</caption>', '', 'hint screenshot/no-caption'],
  ['A room', 'A room and another, '.repeat(9), 'hint screenshot/long-caption'],
  ['<screenshot><video', '<screenshot type="default"><video', 'error screenshot/default-video'],
  ['codec="av1"', 'codec="h264"', 'warning value/unknown h264'],
  ['codec="av1"', '', 'hint value/missing video codec'],
  ['container="webm"', 'container="mp4"', 'warning value/unknown mp4'],
  ['a.webm', 'a.mp4', 'warning value/form a.mp4'],
  // Releases
  ['<releases>', '<releases type="elsewhere">', 'error value/unknown elsewhere'],
  ['<releases>', '<releases><note/>', 'hint field/unknown note'],
  ['version="2.0"', '', 'error release/date 2026-03-01'],
  ['date="2026-03-01"', '', 'error release/date 2.0'],
  ['date="2026-03-01"', 'timestamp="2026"', 'error release/date 2.0 2026'],
  ['"2026-03-01"', '"2026-13-01"', 'error release/date 2.0 2026-13-01'],
  ['"2026-03-01"', '"March 2026"', 'error release/date 2.0 March 2026'],
  ['"2026-03-01"', '"2026-3-1"', ''],
  ['"2026-03-01"', '"2027-03-01"', 'hint release/future 2027-03-01'],
  ['release version="1.0"', 'release version="2.0.1"', 'warning release/order 2.0 2.0.1'],
  ['release version="1.0"', 'release version="2.0~rc1"', ''],
  ['"2025-03-01"', '"2026-04-01"', 'hint release/order 2026-03-01 2026-04-01'],
  ['urgency="low"', 'urgency="mad"', 'warning value/unknown mad'],
  ['type="stable"', 'type="odd"', 'warning value/unknown odd'],
  ['<p>Lights the', '<p><b>Lights</b> the', 'error text/markup b'],
  ['<p>Lights the', '<p>See https://example.org/ for the', 'warning description/address releases.url'],
  ['https://example.org/2.0<', '2.0<', 'error url/form 2.0'],
  ['https://example.org/2.0<', 'http://example.org/2.0<', 'hint url/not-https http://example.org/2.0'],
  ['type="cve"', 'type="bug"', 'error value/unknown bug'],
  ['CVE-2026-12345', '2026-12345', 'warning release/cve 2026-12345'],
  ['type="cve"', 'url="x" type="cve"', 'error url/form x'],
  ['<issues>', '<issues><bug/>', 'hint field/unknown bug'],
  ['type="binary"', 'type="exe"', 'error value/unknown exe'],
  ['x86_64-linux-gnu', 'x86_64', 'warning value/form x86_64'],
  ['bundle="tarball"', 'bundle="tar"', 'warning value/unknown tar'],
  ['https://example.org/2.0.tar', '2.0.tar', 'error url/form 2.0.tar.xz'],
  ['type="sha256"', 'type="md5"', 'error value/unknown md5'],
  ['type="download"', 'type="big"', 'error value/unknown big'],
  ['<filename>', '<filename>/tmp/', 'error value/form /tmp/2.0.tar.xz'],
  // By type
  [
    /desktop-application"([^]*)<binary>lantern<\/binary>/,
    'console-application"$1',
    'warning field/missing provides/binary',
  ],
  ['desktop-application', 'web-application', 'error field/missing launchable type="url"'],
  ['desktop-application', 'font', 'error field/missing provides/font'],
  ['desktop-application', 'driver', 'warning field/missing provides/modalias'],
  ['desktop-application', 'addon', 'error field/missing extends'],
  ['desktop-application', 'localization', 'error field/missing languages/lang'],
  ['desktop-application', 'service', 'error field/missing launchable type="service"'],
  // The whole file
  ['Ada Example', 'Ada\u0001', 'error xml/broken It holds a control character'],
  ['</releases>', '</release>', 'error xml/broken Unexpected close tag'],
  [/<component [^]*>/, '<package/>', 'error xml/no-component package'],
  [/<component [^]*>/, '<application><id>x</id></application>', 'error xml/no-component application'],
]
