package main

import (
	"image"
	"io/fs"
	"math"
	"reflect"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
	"truceline/internal/render/gpu"
	"truceline/internal/scene"
)

// panel is what stands beside the map, drawn with ebitenui from the app's View. It is made anew whenever what it
// shows has changed.
type panel struct {
	do     func(app.Action)
	world  *scene.World
	fonts  fonts
	canvas *gpu.Canvas

	ui      ebitenui.UI
	style   *style
	view    app.View
	places  places
	ratio   float64
	stale   bool
	content *widget.Container
	window  *widget.ScrollContainer
	slider  *widget.Slider
	top     int // how far the content is scrolled, in device pixels
}

func newPanel(fsys fs.FS, a *app.App, canvas *gpu.Canvas) (*panel, error) {
	f, err := loadFonts(fsys)
	if err != nil {
		return nil, err
	}
	return &panel{world: a.World(), fonts: f, canvas: canvas, ratio: 1}, nil
}

// show takes over a view.
func (p *panel) show(view app.View) {
	if before := p.view.Card; view.Card != nil && (before == nil || before.ID != view.Card.ID) {
		p.top = 0 // a card that was opened is read from its beginning
	}
	if !same(p.view, view) {
		p.stale = true
	}
	p.view = view
}

// same says whether the panel would show the same: it has nothing to do with what changes with each step of the mouse.
func same(a, b app.View) bool {
	for _, v := range []*app.View{&a, &b} {
		v.Rev, v.Hover, v.Announce, v.Link, v.Crosshair = 0, nil, "", "", false
	}
	return reflect.DeepEqual(a, b)
}

// arrange takes over places in the window.
func (p *panel) arrange(places places, ratio float64) {
	p.places, p.ratio, p.stale, p.style = places, ratio, true, nil
}

// update is called once a frame.
func (p *panel) update() {
	if p.stale {
		p.stale = false
		p.build()
	}
	if p.ui.Container != nil {
		p.ui.Update()
	}
}

func (p *panel) draw(screen *ebiten.Image) {
	if p.ui.Container == nil {
		return
	}
	p.clamp()
	p.ui.Draw(screen)
}

// scroll moves the content by CSS pixels.
func (p *panel) scroll(by float64) {
	p.top += int(math.Round(by * p.ratio))
	p.clamp()
}

// room is how far the content can be scrolled, in device pixels.
func (p *panel) room() int {
	if p.window == nil {
		return 0
	}
	_, height := p.content.PreferredSize()
	return max(height-p.places.panel.Dy(), 0)
}

// clamp brings scrolled content and slider together.
func (p *panel) clamp() {
	if p.window == nil {
		return
	}
	room := p.room()
	p.top = min(max(p.top, 0), room)
	p.window.ScrollTop = 0
	if room > 0 {
		p.window.ScrollTop = float64(p.top) / float64(room)
	}
	if at := int(math.Round(p.window.ScrollTop * sliderSteps)); p.slider.Current != at {
		p.slider.Current = at
	}
}

// focused says whether the keyboard is on one of the panel's widgets.
func (p *panel) focused() bool { return p.ui.GetFocusedWidget() != nil }

// leave takes the keyboard off the panel.
func (p *panel) leave() { p.ui.ClearFocus() }

// build makes all widgets; the keyboard stays on the widget that it was on.
func (p *panel) build() {
	if p.view.UI == "" {
		return
	}
	theme := p.world.Theme(p.view.Theme)
	if p.style == nil || p.style.theme != theme {
		p.style = newStyle(theme, p.fonts, p.canvas, p.ratio)
	}
	focus := p.focus()
	root := widget.NewContainer(widget.ContainerOpts.Layout(&fixed{}))
	p.ui.Container = root
	p.window = nil
	if p.view.UI == app.UINone {
		return
	}
	p.addPanel(root)
	if !p.places.head.Empty() {
		p.addHead(root)
	}
	p.addEdge(root)
	p.addButtons(root)
	if list := root.GetFocusers(); focus >= 0 && focus < len(list) {
		p.ui.SetFocusedWidget(list[focus])
		list[focus].Focus(true)
	}
}

// focus is the number of the widget that the keyboard is on, or -1.
func (p *panel) focus() int {
	now := p.ui.GetFocusedWidget()
	root, ok := p.ui.Container.(*widget.Container)
	if now == nil || !ok {
		return -1
	}
	for i, f := range root.GetFocusers() {
		if f == now {
			return i
		}
	}
	return -1
}

// fixed puts each widget where its layout data, a rectangle of device pixels, says.
type fixed struct{}

func (*fixed) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) { return 0, 0 }

func (*fixed) Layout(widgets []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for _, w := range widgets {
		if at, ok := w.GetWidget().LayoutData.(image.Rectangle); ok {
			w.SetLocation(at)
		}
	}
}

// The buttons that move the map, in CSS pixels.
const (
	buttonSize = 34
	buttonGap  = 6
	buttonEdge = 12 // from the map's edge
	buttonRows = 3
	headPad    = 6 // above and below them in the head
)

// buttonsIn is where the buttons lie: below one another in the map's upper right corner, or side by side in the head.
func buttonsIn(box image.Rectangle, px func(css float64) int, head bool) image.Rectangle {
	long, right := px(buttonRows*buttonSize+(buttonRows-1)*buttonGap), box.Max.X-px(buttonEdge)
	if head {
		top := box.Min.Y + px(headPad)
		return image.Rect(right-long, top, right, top+px(buttonSize))
	}
	top := box.Min.Y + px(buttonEdge)
	return image.Rect(right-px(buttonSize), top, right, top+long)
}

// addHead adds the title between a narrow map and the panel.
func (p *panel) addHead(root *widget.Container) {
	s, box := p.style, p.places.head
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.raised)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(box)),
	))
	words := image.Rect(s.px(margin), box.Min.Y, p.places.buttons.Min.X-s.px(margin), box.Max.Y)
	root.AddChild(widget.NewText(
		widget.TextOpts.Text(p.view.Title, &s.head, s.ink),
		widget.TextOpts.MaxWidth(float64(words.Dx())),
		widget.TextOpts.Position(widget.TextPositionStart, widget.TextPositionCenter),
		widget.TextOpts.WidgetOpts(widget.WidgetOpts.LayoutData(words)),
	))
}

func (p *panel) addButtons(root *widget.Container) {
	one, step := p.style.px(buttonSize), p.style.px(buttonSize+buttonGap)
	for i, b := range []struct {
		text  string
		image *ebiten.Image
		act   app.Action
	}{
		{"page.zoom-in", p.style.symbol(plus, 6.5), app.Action{Type: app.ActionZoom, By: 1}},
		{"page.zoom-out", p.style.symbol(level, 6.5), app.Action{Type: app.ActionZoom, By: -1}},
		{"page.reset", p.style.symbol(corners, 7), app.Action{Type: app.ActionReset}},
	} {
		at := image.Rectangle{Max: image.Pt(one, one)}.Add(p.places.buttons.Min)
		if p.places.buttons.Dx() > p.places.buttons.Dy() {
			at = at.Add(image.Pt(i*step, 0))
		} else {
			at = at.Add(image.Pt(0, i*step))
		}
		root.AddChild(p.iconButton(b.image, b.text, b.act, at))
	}
}

// sliderSteps is how finely the slider divides the content.
const sliderSteps = 1000

// addPanel adds the panel: its content in a window that scrolls, and a slider beside it.
func (p *panel) addPanel(root *widget.Container) {
	s, box := p.style, p.places.panel
	bar := s.px(sliderWidth)
	p.content = p.column(box.Dx() - bar)
	back := nine.NewNineSliceColor(s.back)
	p.window = widget.NewScrollContainer(
		widget.ScrollContainerOpts.Content(p.content),
		widget.ScrollContainerOpts.StretchContentWidth(),
		widget.ScrollContainerOpts.Image(&widget.ScrollContainerImage{Idle: back, Mask: back}),
		widget.ScrollContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Min.X, box.Min.Y, box.Max.X-bar, box.Max.Y))),
	)
	handle := func(share float64) *nine.NineSlice { return nine.NewNineSliceColor(mixed(s.back, s.ink, share)) }
	p.slider = widget.NewSlider(
		widget.SliderOpts.Direction(widget.DirectionVertical),
		widget.SliderOpts.MinMax(0, sliderSteps),
		widget.SliderOpts.PageSizeFunc(func() int {
			all := box.Dy() + p.room()
			return max(sliderSteps*box.Dy()/max(all, 1), 1)
		}),
		widget.SliderOpts.Images(
			&widget.SliderTrackImage{Idle: handle(0.04), Hover: handle(0.04)},
			&widget.ButtonImage{Idle: handle(0.3), Hover: handle(0.5), Pressed: handle(0.6)},
		),
		widget.SliderOpts.MinHandleSize(bar),
		widget.SliderOpts.TabOrder(-1),
		widget.SliderOpts.ChangedHandler(func(a *widget.SliderChangedEventArgs) {
			if a.Dragging {
				p.top = int(math.Round(float64(a.Current) / sliderSteps * float64(p.room())))
			}
		}),
		widget.SliderOpts.WidgetOpts(widget.WidgetOpts.LayoutData(image.Rect(box.Max.X-bar, box.Min.Y, box.Max.X, box.Max.Y))),
	)
	root.AddChild(p.window, p.slider)
}

// addEdge adds the line between map and panel.
func (p *panel) addEdge(root *widget.Container) {
	s, box := p.style, p.places.panel
	line := max(s.px(1), 1)
	edge := image.Rect(box.Min.X, box.Min.Y, box.Min.X+line, box.Max.Y)
	if head := p.places.head; !head.Empty() {
		edge = image.Rect(head.Min.X, head.Min.Y, head.Max.X, head.Min.Y+line)
	}
	root.AddChild(widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.edge)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(edge)),
	))
}

const sliderWidth = 10 // CSS pixels
