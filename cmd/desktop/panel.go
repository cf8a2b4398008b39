package main

import (
	"image"
	"io/fs"
	"reflect"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
	"truceline/internal/scene"
)

// panel is the content beside the map, drawn from the app's View. Its widgets are rebuilt when the
// content has changed.
type panel struct {
	*Panel
	dispatch func(app.Action)
	actions  windowActions
	world    *scene.World
	fonts    fonts
	canvas   *gpu.Canvas

	view         app.View
	theme        *scene.Theme             // of the style
	swatches     map[string]*ebiten.Image // of the legend, by the role, in the style
	themeSetting string                   // as in the app's state; "" means automatic
	layout       layout

	makeContent func(width int) *widget.Container
	searchField textField
	openMenu    string // the id of the open menu
	status      string // a message of the window
}

func newPanel(fsys fs.FS, world *scene.World, canvas *gpu.Canvas) (*panel, error) {
	f, err := loadFonts(fsys, scene.FontRegular, scene.FontBold)
	if err != nil {
		return nil, err
	}
	p := &panel{Panel: newWidgetPanel(), world: world, fonts: f, canvas: canvas}
	p.makeContent = p.newContent
	return p, nil
}

// setView sets the app's view and the theme setting.
func (p *panel) setView(view app.View, themeSetting string) {
	if previous := p.view.Card; view.Card != nil &&
		(previous == nil || previous.ID != view.Card.ID) &&
		!p.hasFocus() {
		p.scrollTop = 0 // a new card is read from its beginning
	}
	if !sameView(p.view, view) || p.openMenu == "save" && p.view.Link != view.Link ||
		themeSetting != p.themeSetting {
		p.needsRebuild = true
	}
	p.view, p.themeSetting = view, themeSetting
}

// themeOrAuto returns the theme setting.
func (p *panel) themeOrAuto() string {
	if p.themeSetting == "" {
		return app.ThemeAuto
	}
	return p.themeSetting
}

// showStatus shows a message of the window.
func (p *panel) showStatus(message string) {
	p.status, p.needsRebuild, p.scrollTop = message, true, 0
}

// sameView reports whether the panel would show the same for two views. It ignores the fields that
// change with each mouse movement.
func sameView(a, b app.View) bool {
	for _, v := range []*app.View{&a, &b} {
		v.Revision, v.Tooltip, v.Announce, v.Crosshair, v.Link = 0, nil, "", false, ""
	}
	return reflect.DeepEqual(a, b)
}

// setLayout sets the layout and the pixel ratio.
func (p *panel) setLayout(l layout, ratio float64) {
	p.layout = l
	p.setArea(l.panel, ratio)
}

// update updates the widgets, once in each frame.
func (p *panel) update() { p.updateWidgets(p.rebuild) }

// rebuild creates all widgets.
func (p *panel) rebuild() {
	if p.view.UI == "" {
		return
	}
	if theme := p.world.Theme(p.view.Theme); p.style == nil || p.theme != theme {
		p.theme, p.swatches = theme, map[string]*ebiten.Image{}
		p.style = newStyle(widgetColors(theme), p.fonts, p.canvas, p.ratio)
	}
	p.replaceWidgets(func(root *widget.Container) {
		if p.view.UI == app.UINone {
			return
		}
		p.addScrollArea(root, p.makeContent)
		if !p.layout.toolbar.Empty() {
			p.addToolbar(root)
		}
		if !p.layout.mapRect.Empty() {
			p.addDivider(root)
			p.addMapButtons(root)
		}
	})
}

// widgetColors returns the colours of the map's texts and plates, for the widgets.
func widgetColors(theme *scene.Theme) colors {
	background := theme.Fills["plate"].Color
	background.A = 255
	return colors{
		foreground:      theme.Texts["title"].Color,
		muted:           theme.Texts["note"].Color,
		background:      background,
		fieldBackground: theme.Fills["land"].Color,
		border:          theme.Lines["border"].Stroke.Color,
		accent:          theme.Lines["hub"].Stroke.Color,
	}
}

// addDivider adds the line between the map and the panel.
func (p *panel) addDivider(root *widget.Container) {
	s, rect := p.style, p.layout.panel
	line := max(s.px(1), 1)
	edge := image.Rect(rect.Min.X, rect.Min.Y, rect.Min.X+line, rect.Max.Y)
	if toolbar := p.layout.toolbar; !toolbar.Empty() {
		edge = image.Rect(toolbar.Min.X, toolbar.Min.Y, toolbar.Max.X, toolbar.Min.Y+line)
	}
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.border)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(edge)),
	))
}
