package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
)

// rewritten says how files of the module are made anew, by their path in it: from the file and its
// folder.
var rewritten map[string]func(source []byte, dir string) ([]byte, error)

func init() {
	rewritten = map[string]func([]byte, string) ([]byte, error){
		"internal/builtinshader/shader.go":           tabulateShaders,
		"internal/colormshader/shader.go":            tabulateShaders,
		"internal/debug/caller.go":                   forgetCaller,
		"internal/ui/ui_js.go":                       calmLoop,
		"internal/ui/context.go":                     watchScreen,
		"gameforui.go":                               drawOnScreen,
		"internal/graphicsdriver/opengl/graphics.go": keepScreen,
		"internal/graphicsdriver/opengl/program.go":  sendLess,
		"internal/graphicsdriver/opengl/context.go":  sendViewportOnce,
		"internal/graphicsdriver/opengl/shader.go":   compileNothing,
		"internal/graphicsdriver/opengl/image.go":    smoothImages,
		"internal/graphics/shader.go":                notInBrowser,
		"internal/graphicscommand/image_js.go":       dumpNothing,
		"internal/vmguest/vmguest.go":                notInBrowser,
		"internal/ui/keys_js.go":                     forgetKeys,
		"internal/thread/thread.go":                  logNothing,
		"internal/atlas/gpuresources.go":             logNothing,
		"internal/legacyshader/convert.go":           notInBrowser,
		"internal/legacyshader/deprecated.go":        notInBrowser,
		"internal/legacyshader/legacyshader.go":      notInBrowser,
	}
}

// added are files of the copy that the module does not have.
var added = map[string]string{
	"precompile/main.go":           precompileSource,
	"internal/shaderir/factors.go": factorsSource,
	"internal/graphicsdriver/opengl/linear/linear.go": `// Package linear says which shader has its texture read smoothly.
package linear

// Mark ends the source of the fragment shader.
const Mark = "\n// linear\n"
`,
	"internal/vmguest/guest_js.go": `package vmguest

// MarkGuest says whether the program runs inside another that draws for it: in a browser it never does.
func MarkGuest(bool) {}
`,
	"internal/slog/slog.go": `// Package slog takes the place of log/slog.
package slog

import "context"

const LevelDebug = 0

type Logger struct{}

func Default() Logger { return Logger{} }

func (Logger) Enabled(context.Context, int) bool { return false }

func Debug(string, ...any) {}

func Error(message string, _ ...any) { println(message) }
`,
}

// rewrite writes the changed files into the copy.
func rewrite(from, to string) error {
	for name, change := range rewritten {
		path := filepath.FromSlash(name)
		source, err := os.ReadFile(filepath.Join(from, path))
		if err != nil {
			return err
		}
		changed, err := change(source, filepath.Join(from, filepath.Dir(path)))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := writeChanged(filepath.Join(to, path), changed); err != nil {
			return err
		}
	}
	for name, source := range added {
		path := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := writeChanged(path, []byte(source)); err != nil {
			return err
		}
	}
	return nil
}

const changedNote = "\n// Changed for Truceline: see cmd/wasm/slim.\n"

// shaderTable takes the place of the template in the two packages of built-in shaders.
const shaderTable = `
// sources are the shaders by filter and address, as defs.go has them.
var sources = [FilterCount * AddressCount]string{
%s}

// ShaderSource returns the shader source based on the given parameters.
func ShaderSource(filter Filter, address Address) []byte {
	return []byte(sources[int(filter)*AddressCount+int(address)])
}
`

// tabulateShaders replaces the template by its results, which stand in defs.go beside it: gen.go
// there wrote them, filter by filter and address by address, with the very function that is
// replaced.
func tabulateShaders(source []byte, dir string) ([]byte, error) {
	sources, err := shaderSources(filepath.Join(dir, "defs.go"))
	if err != nil {
		return nil, err
	}
	kept, err := without(source, "tmpl", "shaders", "shadersM", "ShaderSource")
	if err != nil {
		return nil, err
	}
	var rows bytes.Buffer
	for _, s := range sources {
		fmt.Fprintf(&rows, "\t%q,\n", s)
	}
	return format.Source(append(kept, fmt.Sprintf(changedNote+shaderTable, rows.String())...))
}

// shaderSources reads the nine nameless constants of defs.go.
func shaderSources(name string) ([]string, error) {
	list, err := constants(name)
	if err != nil {
		return nil, err
	}
	var sources []string
	for _, c := range list {
		if !c.isText || c.name != "_" {
			return nil, fmt.Errorf("%s: not a list of nameless texts", name)
		}
		sources = append(sources, c.text)
	}
	if len(sources) != 9 {
		return nil, fmt.Errorf("%s: %d shaders, want 9", name, len(sources))
	}
	return sources, nil
}

// constant is a constant of a Go file, with its text if it is one written out.
type constant struct {
	name, text string
	isText     bool
}

// constants reads the constants of a Go file, the first of each specification.
func constants(name string) ([]constant, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		return nil, err
	}
	var list []constant
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			c, err := newConstant(spec.(*ast.ValueSpec))
			if err != nil {
				return nil, err
			}
			list = append(list, c)
		}
	}
	return list, nil
}

// newConstant reads the first constant of a specification.
func newConstant(spec *ast.ValueSpec) (constant, error) {
	c := constant{name: spec.Names[0].Name}
	if len(spec.Values) == 0 {
		return c, nil
	}
	literal, ok := spec.Values[0].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return c, nil
	}
	text, err := strconv.Unquote(literal.Value)
	c.text, c.isText = text, true
	return c, err
}

// callerBody takes the place of FirstCaller: in a browser Ebitengine cannot find its own folder, so
// its FirstCaller says just this.
const callerBody = `
// FirstCaller returns the file and line number of the first caller outside of Ebitengine: never known in a browser.
func FirstCaller() (file string, line int, callerType CallerType) {
	return "", 0, CallerTypeNone
}
`

func forgetCaller(source []byte, _ string) ([]byte, error) {
	kept, err := without(source, "FirstCaller", "ebitengineFileDir", "ebitengineFileDirOnce")
	if err != nil {
		return nil, err
	}
	return format.Source(append(kept, changedNote+callerBody...))
}

// without is a Go file less its imports and the declarations of the names, all of which must be
// there.
func without(source []byte, names ...string) ([]byte, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	missing := map[string]bool{}
	for _, name := range names {
		missing[name] = true
	}
	var out bytes.Buffer
	at := 0
	for _, decl := range file.Decls {
		declared := declaredNames(decl)
		drop := true
		for _, name := range declared {
			drop = drop && missing[name]
		}
		if !drop {
			continue
		}
		for _, name := range declared {
			delete(missing, name)
		}
		start, end := decl.Pos(), decl.End()
		if doc := docOf(decl); doc != nil {
			start = doc.Pos()
		}
		out.Write(source[at:set.Position(start).Offset])
		at = set.Position(end).Offset
	}
	out.Write(source[at:])
	for name := range missing {
		return nil, fmt.Errorf("there is no %s: the file is not the one this was written for", name)
	}
	return out.Bytes(), nil
}

// declaredNames lists what a declaration declares; an import declares nothing.
func declaredNames(decl ast.Decl) []string {
	var names []string
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		names = append(names, decl.Name.Name)
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			}
		}
	}
	return names
}

func docOf(decl ast.Decl) *ast.CommentGroup {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		return decl.Doc
	case *ast.GenDecl:
		return decl.Doc
	}
	return nil
}

// calmLoop takes out of the loop what it does ten times a second or in each frame for sound and
// gamepads, which the map has none of: a ticker, for which Go sets and clears timers of the page
// each time it falls asleep, and a look around for gamepads. All frames run in one goroutine,
// because the stack of a new one would grow, and be copied, three times a frame.
func calmLoop(source []byte, _ string) ([]byte, error) {
	return changed(source,
		[2]string{tick, ""},
		[2]string{gamepads, ""},
		[2]string{startsFrame, letsFrameRun},
		[2]string{startsFirst, runsFrames},
		[2]string{"\tvar cf js.Func\n", "\tnext := make(chan struct{}, 1)\n\tvar cf js.Func\n"},
		[2]string{"\t\"github.com/hajimehoshi/ebiten/v2/internal/gamepad\"\n", ""},
	)
}

const tick = `			case <-t.C:
				if u.suspended() {
					if err := hook.SuspendAudio(); err != nil {
						errCh <- err
						return
					}
				} else {
					if err := hook.ResumeAudio(); err != nil {
						errCh <- err
						return
					}
				}
`

const startsFrame = `		go f()
		return nil
`

const letsFrameRun = `		select {
		case next <- struct{}{}:
		default: // f asks for one frame at a time
		}
		return nil
`

const startsFirst = `	go f()

`

const runsFrames = `	go func() {
		for {
			f()
			<-next
		}
	}()

`

const gamepads = `	if err := gamepad.Update(0, nil); err != nil {
		return err
	}
`

// keepScreen leaves the canvas as the browser gives it, empty, because the map covers it: clearing
// it takes a change of shader and a draw call in each frame. What the GPU's programs have been told
// is kept from frame to frame, too, and where drawing is cut off is told when that changes.
func keepScreen(source []byte, _ string) ([]byte, error) {
	const clears = "func (g *Graphics) NeedsClearingScreen() bool {\n\treturn %v\n}"
	return changed(source, [2]string{fmt.Sprintf(clears, true), fmt.Sprintf(clears, false)},
		[2]string{"\t// The last uniforms must be reset before swapping the buffer (#2517).\n", ""},
		[2]string{"\t\tg.state.resetLastUniforms()\n",
			"\t\tg.context.lastViewportWidth = 0 // told once a frame, see setViewport\n"},
		[2]string{cutsOff, "\t\tif r := dstRegion.Region; r != g.cutOff {\n\t\t\tg.cutOff = r\n" +
			cutsOff + "\t\t}\n"},
		[2]string{"\tactivatedTextures []activatedTexture\n",
			"\tactivatedTextures []activatedTexture\n\tunit [1]uint32\n\tcutOff image.Rectangle // what is drawn is cut off there\n"},
		[2]string{"import (\n", "import (\n\t\"image\"\n"},
		[2]string{bindsImage, bindsImage + "\t\tg.images[srcID].smooth(shader.linear)\n"},
	)
}

// smoothImages has the GPU take the mean of four texels where an image is stretched: Ebitengine's
// shader for that reads four and works it out, which takes a processor in a GPU's place twice as
// long.
func smoothImages(source []byte, _ string) ([]byte, error) {
	const last = "\tscreen      bool\n"
	return changed(source, [2]string{last, last + "\tlinear      bool\n"},
		[2]string{"// framebuffer is a wrapper", smooth + "\n// framebuffer is a wrapper"})
}

const smooth = `// smooth says whether the GPU takes the mean of the texels around a position, or the nearest.
func (i *Image) smooth(linear bool) {
	if i.linear == linear {
		return
	}
	i.linear = linear
	filter := int32(gl.NEAREST)
	if linear {
		filter = 0x2601 // GL_LINEAR
	}
	c := &i.graphics.context
	c.bindTexture(i.texture)
	c.ctx.TexParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter)
	c.ctx.TexParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter)
}
`

const bindsImage = "\t\timgs[i].native = g.images[srcID].texture\n"

const cutsOff = `		g.context.ctx.Scissor(
			int32(dstRegion.Region.Min.X),
			int32(dstRegion.Region.Min.Y),
			int32(dstRegion.Region.Dx()),
			int32(dstRegion.Region.Dy()),
		)
`

// sendViewportOnce tells the GPU the canvas's size once a frame: Ebitengine does so before each
// draw call on it, since some systems want it told in each frame.
func sendViewportOnce(source []byte, _ string) ([]byte, error) {
	const keeps = "\t\tc.lastViewportWidth = f.viewportWidth\n\t\tc.lastViewportHeight = f.viewportHeight\n"
	return changed(source,
		[2]string{
			"\tif f.native == c.screenFramebuffer {\n\t\tc.lastViewportWidth = 0\n\t\tc.lastViewportHeight = 0\n\t} else {\n" + keeps + "\t}\n", keeps})
}

// drawOnScreen gives the game the canvas itself to draw on: Ebitengine gives it an image of the
// same size and copies that to the canvas, which takes another shader, a draw call and every pixel
// once more in each frame.
func drawOnScreen(source []byte, _ string) ([]byte, error) {
	return changed(source,
		[2]string{"\tg.game.Draw(g.offscreen)\n",
			"\tif g.screen == nil {\n\t\treturn nil\n\t}\n\tg.game.Draw(g.screen)\n"},
		[2]string{finalScreen, ""},
	)
}

const finalScreen = `	var geoM GeoM
	geoM.Scale(scale, scale)
	geoM.Translate(offsetX, offsetY)

	if d, ok := g.game.(FinalScreenDrawer); ok {
		d.DrawFinalScreen(g.screen, g.offscreen, geoM)
		return
	}

	DefaultDrawFinalScreen(g.screen, g.offscreen, geoM)
`

// watchScreen notices what is drawn on the canvas, as it does with the image that the game has
// elsewhere.
func watchScreen(source []byte, _ string) ([]byte, error) {
	const made = "\t\tc.screen = c.game.NewScreenImage(screenWidth, screenHeight)\n"
	return changed(source, [2]string{made, made + `		c.screen.modifyCallback = func() {
			c.isOffscreenModified = true
		}
		c.offscreenDrawn = false
`})
}

// sendLess makes the GPU's buffers as large as the map ever needs: to exchange one for a larger
// takes a question to the GPU, and a moving map waits for the answer. And it has each of its
// programs told only what is new to it, see told.
func sendLess(source []byte, _ string) ([]byte, error) {
	const grows = "\t\tnewSize := pow2(%s)\n\t\t// new%sBuffer calls BindBuffer.\n"
	size := func(least, name string) [2]string {
		return [2]string{fmt.Sprintf(grows, "size", name),
			fmt.Sprintf(grows, "max(size, "+least+")", name)}
	}
	return changed(source, size("2<<20", "Array"), size("512<<10", "ElementArray"),
		[2]string{"\tlastUniforms      map[string][]uint32\n",
			"\tlastUniforms      map[program]map[string][]uint32\n"},
		[2]string{"\t\tg.state.lastProgram = program\n\t\tclear(g.state.lastUniforms)\n" +
			forgetsUnit, "\t\tg.state.lastProgram = program\n"},
		[2]string{toldUniform,
			"\t\tif !g.state.told(program, u.name, u.value) {\n\t\t\tg.context.uniforms(program, u.name, u.value, u.typ)\n\t\t}\n"},
		[2]string{"\t\t\t\tg.context.uniformInt(program, g.textureVariableName(i), at.index)\n",
			"\t\t\t\tg.sampler(program, i, at.index)\n"},
		[2]string{"\t\tg.context.uniformInt(program, g.textureVariableName(i), idx)\n",
			"\t\tg.sampler(program, i, idx)\n"},
		[2]string{"\tg.context.deleteProgram(p)\n",
			"\tdelete(g.state.lastUniforms, p)\n\tg.context.deleteProgram(p)\n"},
		[2]string{"type uniformVariable struct {", told + "\ntype uniformVariable struct {"},
	)
}

// forgetsUnit is Ebitengine's: another program, but the texture unit that is active stays the same.
const forgetsUnit = `		g.state.lastActiveTexture = 0
		g.context.ctx.ActiveTexture(gl.TEXTURE0)
		g.context.lastTexture = 0 // Make sure next bindTexture call actually does something.
`

const toldUniform = `		cached, ok := g.state.lastUniforms[u.name]
		if ok && areSameUint32Array(cached, u.value) {
			continue
		}
		g.context.uniforms(program, u.name, u.value, u.typ)
		if g.state.lastUniforms == nil {
			g.state.lastUniforms = map[string][]uint32{}
		}
		g.state.lastUniforms[u.name] = u.value
`

// told keeps what a program was told until it is told something else, as the GPU does. Ebitengine
// forgets it whenever the program changes, and at the end of each frame, because of what may draw
// beside it outside a browser.
const told = `// told says whether a program has a uniform variable's value already, and keeps it.
func (s *openGLState) told(p program, name string, value []uint32) bool {
	if s.lastUniforms == nil {
		s.lastUniforms = map[program]map[string][]uint32{}
	}
	of := s.lastUniforms[p]
	if of == nil {
		of = map[string][]uint32{}
		s.lastUniforms[p] = of
	}
	last, ok := of[name]
	if ok && areSameUint32Array(last, value) {
		return true
	}
	of[name] = append(last[:0], value...)
	return false
}

// sampler tells a program which texture unit its i-th texture is at.
func (g *Graphics) sampler(p program, i, unit int) {
	g.unit[0] = uint32(unit)
	if name := g.textureVariableName(i); !g.state.told(p, name, g.unit[:]) {
		g.context.uniformInt(p, name, unit)
	}
}
`

// changed is a Go file with each first text replaced by the second; it must be there just once.
func changed(source []byte, texts ...[2]string) ([]byte, error) {
	for _, text := range texts {
		if n := bytes.Count(source, []byte(text[0])); n != 1 {
			return nil,
				fmt.Errorf("%q is there %d times: the file is not the one this was written for",
					text[0], n)
		}
		source = bytes.Replace(source, []byte(text[0]), []byte(text[1]), 1)
	}
	return format.Source(append(source, changedNote...))
}

// dumpNothing takes out what writes pictures of the GPU's memory into an archive when a certain key
// is pressed: it keeps the compressor and PNG in the program.
func dumpNothing(source []byte, _ string) ([]byte, error) {
	kept, err := without(source, "download", "Dump", "DumpImages")
	if err != nil {
		return nil, err
	}
	return format.Source(append(kept, changedNote+dumps...))
}

const dumps = `
import (
	"errors"
	"image"

	"github.com/hajimehoshi/ebiten/v2/internal/graphicsdriver"
)

var errNoDump = errors.New("graphicscommand: this program does not write its pictures")

func (*Image) Dump(graphicsdriver.Graphics, string, bool, image.Rectangle) (string, error) { return "", errNoDump }

func DumpImages([]*Image, graphicsdriver.Graphics, string) (string, error) { return "", errNoDump }
`

// logNothing takes out log/slog, which is told of what happens in a phone's program alone.
func logNothing(source []byte, _ string) ([]byte, error) {
	return changed(source, [2]string{`"log/slog"`, `"` + module + `/internal/slog"`})
}

// forgetKeys empties the table of keys: the page's scripts read the keyboard. To fill it takes the
// longest function of the program, and its compiler more of a processor than anything else in the
// start.
func forgetKeys(source []byte, _ string) ([]byte, error) {
	kept, err := without(source, "uiKeyToJSCode")
	if err != nil {
		return nil, err
	}
	return format.Source(append(kept, changedNote+noKeys...))
}

const noKeys = `
import "syscall/js"

var uiKeyToJSCode map[Key]js.Value
`
