import { isShelf } from '../model/shelf.ts'

/** The Desktop Menu Specification's: main ones, then additional ones. */
const registered = `
AudioVideo Audio Video Development Education Game Graphics Network Office Science Settings System Utility
Building Debugger IDE GUIDesigner Profiling RevisionControl Translation Calendar ContactManagement Database Dictionary
Chart Email Finance FlowChart PDA ProjectManagement Presentation Spreadsheet WordProcessor 2DGraphics VectorGraphics
RasterGraphics 3DGraphics Scanning OCR Photography Publishing Viewer TextTools DesktopSettings HardwareSettings Printing
PackageManager Dialup InstantMessaging Chat IRCClient Feed FileTransfer HamRadio News P2P RemoteAccess Telephony
TelephonyTools VideoConference WebBrowser WebDevelopment Midi Mixer Sequencer Tuner TV AudioVideoEditing Player Recorder
DiscBurning ActionGame AdventureGame ArcadeGame BoardGame BlocksGame CardGame KidsGame LogicGame RolePlaying Shooter
Simulation SportsGame StrategyGame LauncherStore Art Construction Music Languages ArtificialIntelligence Astronomy Biology
Chemistry ComputerScience DataVisualization Economy Electricity Geography Geology Geoscience History Humanities
ImageProcessing Literature Maps Math NumericalAnalysis MedicalSoftware Physics Robotics Spirituality Sports
ParallelComputing Amusement Archiving Compression Electronics Emulator Engineering FileTools FileManager TerminalEmulator
Filesystem Monitor Security Accessibility Calculator Clock TextEditor Documentation Adult Core KDE COSMIC GNOME XFCE LXDE
LXQt MATE DDE GTK Qt Motif Java ConsoleOnly Screensaver TrayIcon Applet Shell`
const names = new Set(registered.trim().split(/\s+/))
/** Menus know it, or ask for it with a prefix of its maker. */
export function isRegistered(category: string): boolean {
  return names.has(category) || category.startsWith('X-')
}

/** The window has a shelf for it. */
export function isOwn(category: string): boolean {
  return isShelf(category)
}
