/** Of each media type: the endings of its files, and the other names that programs give it. The first name is the one that is indexed. */
export const mediaTypeNames = `
application/epub+zip .epub application/x-epub+zip
application/gpx+xml .gpx application/gpx application/x-gpx application/x-gpx+xml
application/gzip .gz application/x-gzip
application/illustrator .ai application/vnd.adobe.illustrator
application/java-archive .jar application/x-java-archive application/x-jar
application/json .json
application/msword .doc application/vnd.ms-word application/x-msword
application/ogg .ogx application/x-ogg
application/pdf .pdf application/x-pdf application/acrobat application/nappdf image/pdf
application/pgp-encrypted .pgp .gpg application/pgp
application/postscript .ps
application/rtf .rtf text/rtf text/richtext
application/sql .sql text/x-sql
application/toml .toml
application/vnd.amazon.mobi8-ebook .azw3 .kfx application/x-mobi8-ebook
application/vnd.android.package-archive .apk
application/vnd.apple.keynote .key application/x-iwork-keynote-sffkey
application/vnd.apple.numbers .numbers application/x-iwork-numbers-sffnumbers
application/vnd.apple.pages .pages application/x-iwork-pages-sffpages
application/vnd.appimage .appimage application/x-appimage
application/vnd.comicbook+zip .cbz application/x-cbz
application/vnd.comicbook-rar .cbr application/x-cbr
application/vnd.debian.binary-package .deb application/x-deb application/x-debian-package
application/vnd.flatpak .flatpak application/vnd.xdgapp
application/vnd.google-earth.kml+xml .kml
application/vnd.google-earth.kmz .kmz
application/vnd.lotus-1-2-3 .wk1 .123 application/x-lotus123 application/x-123 application/lotus123
application/vnd.ms-access .mdb .accdb application/x-msaccess application/msaccess application/x-mdb
application/vnd.ms-cab-compressed .cab
application/vnd.ms-excel .xls application/msexcel application/x-msexcel application/x-excel
application/vnd.ms-htmlhelp .chm application/x-chm
application/vnd.ms-outlook .msg application/x-outlook-msg
application/vnd.ms-powerpoint .ppt application/mspowerpoint application/powerpoint application/x-mspowerpoint
application/vnd.ms-xpsdocument .xps application/xps application/oxps .oxps
application/vnd.oasis.opendocument.database .odb application/vnd.sun.xml.base
application/vnd.oasis.opendocument.formula .odf
application/vnd.oasis.opendocument.graphics .odg
application/vnd.oasis.opendocument.presentation .odp
application/vnd.oasis.opendocument.spreadsheet .ods
application/vnd.oasis.opendocument.text .odt
application/vnd.openxmlformats-officedocument.presentationml.presentation .pptx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
application/vnd.openxmlformats-officedocument.wordprocessingml.document .docx
application/vnd.rar .rar application/x-rar application/x-rar-compressed
application/vnd.scribus .sla application/x-scribus
application/vnd.sqlite3 .sqlite .sqlite3 .db application/x-sqlite3
application/vnd.visio .vsd application/x-visio
application/x-7z-compressed .7z
application/x-bittorrent .torrent
application/x-blender .blend
application/x-bzip .bz2 application/x-bzip2 application/bzip2
application/x-cd-image .iso application/x-iso9660-image application/vnd.efi.iso application/x-iso
application/x-compressed-tar .tgz .tar.gz
application/x-bzip-compressed-tar .tar.bz2 application/x-bzip2-compressed-tar
application/x-xz-compressed-tar .tar.xz
application/x-zstd-compressed-tar .tar.zst
application/x-cue .cue
application/x-extension-fcstd .fcstd
application/x-fictionbook+xml .fb2 application/x-fictionbook
application/x-gnucash .gnucash
application/x-kdenlive .kdenlive
application/x-keepass2 .kdbx
application/x-kicad-project .kicad_pro
application/x-krita .kra
application/x-lyx .lyx text/x-lyx
application/x-mobipocket-ebook .mobi .prc
application/x-ms-dos-executable .exe application/vnd.microsoft.portable-executable application/x-dosexec application/x-msdownload application/x-wine-extension-msp
application/x-msi .msi
application/x-openscad .scad
application/x-qgis-project .qgs application/x-qgis
application/x-rpm .rpm application/x-redhat-package-manager
application/x-ruby .rb text/x-ruby
application/x-shellscript .sh text/x-sh text/x-shellscript
application/x-subrip .srt application/x-srt text/x-subrip
application/x-tar .tar application/x-gtar
application/x-xournal .xoj
application/x-xopp .xopp
application/x-xz .xz
application/x-yaml .yaml .yml application/yaml text/yaml text/x-yaml
application/xml .xml text/xml
application/xspf+xml .xspf application/x-xspf+xml
application/zip .zip application/x-zip application/x-zip-compressed
application/zstd .zst
audio/aac .aac audio/x-aac
audio/amr .amr
audio/flac .flac audio/x-flac application/x-flac
audio/midi .mid .midi audio/x-midi
audio/mp4 .m4a audio/x-m4a audio/m4a
audio/mpeg .mp3 audio/mp3 audio/x-mp3 audio/x-mpeg audio/x-mpg
audio/ogg .ogg .oga audio/x-ogg
audio/webm .weba
audio/x-aiff .aif .aiff
audio/x-ape .ape
audio/x-mod .mod audio/mod
audio/x-mpegurl .m3u application/m3u audio/m3u audio/mpegurl audio/x-m3u application/x-mpegurl
audio/x-ms-wma .wma audio/wma
audio/x-opus+ogg .opus audio/opus
audio/x-s3m .s3m
audio/x-scpls .pls audio/scpls application/pls
audio/x-wav .wav audio/wav audio/vnd.wave audio/wave
audio/x-wavpack .wv
audio/x-xm .xm
font/otf .otf application/x-font-otf
font/ttf .ttf application/x-font-ttf
font/woff .woff application/font-woff
font/woff2 .woff2
image/avif .avif image/avif-sequence
image/bmp .bmp image/x-bmp image/x-ms-bmp
image/gif .gif
image/heif .heif .heic image/heic image/heic-sequence image/heif-sequence
image/jp2 .jp2 image/jpeg2000 image/x-jp2 image/jpeg2000-image
image/jpeg .jpg .jpeg image/pjpeg image/jpg
image/jxl .jxl
image/openraster .ora
image/png .png image/x-png
image/svg+xml .svg image/svg
image/svg+xml-compressed .svgz image/svg-xml-compressed
image/tiff .tif .tiff image/x-tiff
image/vnd.adobe.photoshop .psd image/x-psd image/psd image/photoshop image/x-photoshop application/photoshop application/x-photoshop
image/vnd.djvu .djvu .djv image/x-djvu image/x.djvu image/vnd.djvu+multipage
image/vnd.dwg .dwg image/x-dwg application/acad application/x-acad application/autocad_dwg application/dwg application/x-dwg application/x-autocad drawing/dwg
image/vnd.dxf .dxf image/x-dxf application/dxf application/x-dxf
image/vnd.microsoft.icon .ico image/x-icon image/ico image/icon image/x-ico application/ico
image/webp .webp
image/x-adobe-dng .dng
image/x-canon-cr2 .cr2
image/x-canon-cr3 .cr3
image/x-dds .dds image/vnd.ms-dds
image/x-eps .eps application/x-eps
image/x-exr .exr image/aces
image/x-fuji-raf .raf
image/x-nikon-nef .nef
image/x-olympus-orf .orf
image/x-panasonic-rw2 .rw2
image/x-pcx .pcx image/vnd.zbrush.pcx
image/x-portable-anymap .pnm
image/x-portable-bitmap .pbm
image/x-portable-graymap .pgm
image/x-portable-pixmap .ppm
image/x-sony-arw .arw
image/x-tga .tga image/tga image/targa image/x-targa application/tga application/x-tga application/x-targa
image/x-xbitmap .xbm
image/x-xcf .xcf image/xcf application/x-xcf
image/x-xpixmap .xpm image/x-xpm
message/rfc822 .eml
model/3mf .3mf application/vnd.ms-3mfdocument application/vnd.ms-package.3dmanufacturing-3dmodel+xml
model/gltf+json .gltf
model/gltf-binary .glb
model/obj .obj
model/stl .stl application/sla application/vnd.ms-pki.stl model/x.stl-ascii model/x.stl-binary application/x-navistyle
model/vrml .wrl
text/calendar .ics text/x-vcalendar application/ics
text/css .css
text/csv .csv text/x-csv text/x-comma-separated-values
text/html .html .htm
text/javascript .js application/javascript application/x-javascript
text/markdown .md text/x-markdown
text/plain .txt
text/rust .rs text/x-rust
text/vcard .vcf text/x-vcard text/directory
text/x-bibtex .bib text/x-bibtex-database
text/x-c++src .cpp .cc
text/x-csrc .c
text/x-go .go
text/x-java .java text/x-java-source
text/x-patch .patch .diff text/x-diff
text/x-python .py text/x-python3
text/x-ssa .ass .ssa
text/x-tex .tex application/x-tex text/x-latex application/x-latex
video/3gpp .3gp video/3gp audio/3gpp
video/mp4 .mp4 .m4v video/x-m4v video/mp4v-es
video/mpeg .mpg .mpeg video/x-mpeg video/x-mpeg2 video/mpeg-system video/x-mpeg-system
video/mp2t .ts .mts .m2ts
video/ogg .ogv video/x-ogg
video/quicktime .mov
video/webm .webm
video/x-flv .flv video/flv application/x-flash-video flv-application/octet-stream
video/x-matroska .mkv application/x-matroska video/matroska
video/x-ms-wmv .wmv
video/x-msvideo .avi video/avi video/msvideo video/divx video/vnd.divx video/x-avi
`
