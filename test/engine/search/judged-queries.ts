// What is typed, and the packages of which one must be among the first three. One group a line of comment.
const judged = `
# names
firefox = firefox
gimp = gimp
vlc = vlc
libreoffice = libreoffice
vim = vim
git = git
gcc = gcc
g++ = g++
python3 = python3
docker.io = docker.io
0ad = 0ad
yt-dlp = yt-dlp
python3-numpy = python3-numpy
r-base = r-base
openssh-server = openssh-server
postgresql = postgresql
zsh = zsh
bc = bc
mc = mc
tar = tar
make = make
screen = screen
# titles
GNOME Web = epiphany-browser
OBS Studio = obs-studio
Document Viewer = evince
LibreOffice Writer = libreoffice-writer
Claws Mail = claws-mail
Tux Paint = tuxpaint
Archive Manager = file-roller
Midnight Commander = mc
Virtual Machine Manager = virt-manager
Eye of GNOME = eog
DB Browser for SQLite = sqlitebrowser
Battle for Wesnoth = wesnoth
Disk Usage Analyzer = baobab
# beginnings
fire = firefox
thunderb = thunderbird
inksc = inkscape
audac = audacity audacious
libreoff = libreoffice
blend = blender
krit = krita
wiresh = wireshark
qbitt = qbittorrent
stella = stellarium
virtualb = virtualbox
keepass = keepassxc
kdenl = kdenlive
darkt = darktable
postgres = postgresql postgresql-client
transmis = transmission-gtk
supertux = supertux supertuxkart
gnome-calc = gnome-calculator
simplesc = simplescreenrecorder
telegr = telegram-desktop
chrom = chromium
handbr = handbrake
filez = filezilla
rhythm = rhythmbox
# mistakes
frefox = firefox
firefix = firefox
chromuim = chromium
thunderbrid = thunderbird
inkscpae = inkscape
wireshrak = wireshark
audactiy = audacity
libreofice = libreoffice
bleder = blender
gmip = gimp
stelarium = stellarium
virtaulbox = virtualbox
transmision = transmission-gtk
filezila = filezilla
keepasxc = keepassxc
kdenlvie = kdenlive
emcas = emacs
calbire = calibre
telegarm = telegram-desktop
shotwel = shotwell
rythmbox = rhythmbox
obs studoi = obs-studio
darktabel = darktable
minetset = minetest
synpatic = synaptic
qbitorrent = qbittorrent
octvae = octave
postgressql = postgresql postgresql-client
# two words and more
web browser = firefox chromium epiphany-browser
text editor = vim gedit emacs nano kate neovim
video player = mpv vlc totem
music player = rhythmbox clementine audacious
email client = thunderbird claws-mail geary
mail client = thunderbird claws-mail geary
pdf viewer = evince okular zathura mupdf
video editor = kdenlive shotcut openshot-qt
torrent client = transmission-gtk qbittorrent deluge
password manager = keepassxc
file manager = nautilus thunar dolphin
package manager = synaptic
download manager = uget
remote desktop = remmina
screen recorder = simplescreenrecorder obs-studio
virus scanner = clamav clamtk
chess engine = stockfish
web server = apache2 nginx
database server = postgresql mariadb-server
sql database = sqlite3 postgresql mariadb-server
word processor = libreoffice-writer abiword
office suite = libreoffice
drum machine = hydrogen
flight simulator = flightgear
media center = kodi
c compiler = gcc clang
c++ compiler = g++ clang
rss reader = liferea newsboat
racing game = supertuxkart
strategy game = 0ad wesnoth
card games = aisleriot
mind maps = freemind
family tree = gramps
circuit boards = kicad
flash cards = anki
computer algebra = maxima wxmaxima
# other orders
editor video = kdenlive shotcut openshot-qt
manager password = keepassxc
viewer pdf = evince okular zathura mupdf
browser web = firefox chromium epiphany-browser
player music = rhythmbox clementine audacious
studio obs = obs-studio
writer libreoffice = libreoffice-writer
compiler rust = rustc
chess gnome = gnome-chess
desktop remote = remmina
# commands
convert = imagemagick
psql = postgresql-client
pdftotext = poppler-utils
ssh = openssh-client
sshd = openssh-server
nvim = neovim
svn = subversion
hg = mercurial
gs = ghostscript
gpg = gnupg
ffprobe = ffmpeg
tshark = wireshark
7z = p7zip-full
node = nodejs
npx = npm
javac = default-jdk
rg = ripgrep
photorec = testdisk
smartctl = smartmontools
mysqldump = mariadb-client
ebook-convert = calibre
vncviewer = tigervnc-viewer
fgfs = flightgear
wg-quick = wireguard-tools
ps2pdf = ghostscript
scp = openssh-client
soffice = libreoffice
exiftool = exiftool
identify = imagemagick
go = golang-go
# what it does
edit photos = gimp
photo editing = gimp
draw vector graphics = inkscape
draw diagrams = dia
record sound = audacity
record screen = simplescreenrecorder obs-studio
burn cd = k3b brasero
convert video = ffmpeg handbrake
convert songs = soundconverter
read e-books = foliate calibre
scan documents = simple-scan
unpack rar = unrar
compare files = meld
learn to type = tuxtype klavaro
look at the stars = stellarium celestia kstars
take a screenshot = gnome-screenshot flameshot
download videos = youtube-dl yt-dlp
chat on irc = hexchat irssi
run windows programs = wine
recover lost files = testdisk
merge pdf = pdfarranger
write sheet music = musescore3
accounting = gnucash ledger
organize photos = digikam shotwell
edit subtitles = subtitleeditor
rename files = rename
encrypt = gnupg pass veracrypt
program to make music = lmms
app for taking notes = zim joplin
firewall = gufw
backup = deja-dup borgbackup restic
planetarium = stellarium kstars
spreadsheet = libreoffice-calc gnumeric
# accents, other scripts
café = cafe-pos
cafe kasse = cafe-pos
ordbøker = ordbok
ordboker = ordbok
FÏREFOX = firefox
输入法 = fcitx5 ibus
中文 = fcitx5
词典 = stardict
星际译王 = stardict
囲碁 = goban
日本語 = ibus-mozc
ｆｉｒｅｆｏｘ = firefox
# files
image/svg+xml = inkscape
.svg = inkscape
*.svg = inkscape
application/pdf = evince okular zathura mupdf
.pdf = evince okular zathura mupdf
.epub = okular foliate calibre
.docx = libreoffice-writer
.xlsx = libreoffice-calc
.stl = cura prusa-slicer
.torrent = transmission-gtk qbittorrent deluge
.gpx = gpxsee josm
.psd = gimp krita
.kdbx = keepassxc
.mkv = vlc mpv
text/x-tex = texstudio latexila
`

export interface Judged {
  readonly query: string
  readonly wanted: readonly string[]
}

export function judgedQueries(): Judged[] {
  return judged
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const at = line.lastIndexOf(' = ')
      return { query: line.slice(0, at), wanted: line.slice(at + 3).split(' ') }
    })
}
