package main

import (
	"encoding/json"
	"image"
	"image/color"
	"strings"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
)

// The panel's measures in CSS pixels.
const (
	margin    = 16
	buttonPad = 8 // beside a button's text
)

func (p *panel) text(words string, face *text.Face, c color.Color, width int, opts ...widget.WidgetOpt) *widget.Text {
	return widget.NewText(
		widget.TextOpts.Text(words, face, c),
		widget.TextOpts.MaxWidth(float64(width)),
		widget.TextOpts.WidgetOpts(opts...),
	)
}

// strong is a heading or a figure.
func (p *panel) strong(words string, face *text.Face, width int) *widget.Text {
	return p.text(strings.Join(balanced(words, *face, float64(width)), "\n"), face, p.style.ink, width)
}

// gap is empty height.
func (p *panel) gap(css float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.MinSize(1, p.style.px(css))))
}

// row is a container whose widgets stand side by side.
func (p *panel) row(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// stack is a container whose widgets stand below one another.
func (p *panel) stack(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// boxPad is the air within a box, in CSS pixels.
const boxPad = 12

// box is a stack on a ground of its own; room is the width that its widgets have.
func (p *panel) box(width int) (c *widget.Container, room int) {
	pad := p.style.px(boxPad)
	return widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(p.style.raised)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(widget.RowLayoutData{Stretch: true})),
		widget.ContainerOpts.Layout(widget.NewRowLayout(
			widget.RowLayoutOpts.Direction(widget.DirectionVertical),
			widget.RowLayoutOpts.Spacing(p.style.px(6)),
			widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad, Bottom: pad}),
		)),
	), width - 2*pad
}

// middle centres a widget in its row.
var middle = widget.WidgetOpts.LayoutData(widget.RowLayoutData{Position: widget.RowLayoutPositionCenter})

// paragraph is a text whose long words, such as paths, are broken.
func (p *panel) paragraph(words string, face text.Face, width int) *leaf {
	s := p.style
	lines := spread(words, face, float64(width))
	high := lineHeight(face)
	return p.newLeaf(image.Pt(width, len(lines)*high), nil, func(screen *ebiten.Image, box image.Rectangle) {
		for i, line := range lines {
			piece{line, face, s.ink, 0, i * high}.draw(screen, box.Min.X, box.Min.Y)
		}
	})
}

// pair is a fact: its name above, its value below.
func (p *panel) pair(r app.Row, width int) *widget.Container {
	c := p.stack(0)
	c.AddChild(p.text(r.Label, &p.style.small, p.style.quiet, width), p.strong(r.Value, &p.style.bold, width))
	return c
}

// pairs adds facts.
func (p *panel) pairs(to *widget.Container, rows []app.Row, width int) {
	for _, r := range rows {
		to.AddChild(p.pair(r, width))
	}
}

// notes adds sentences in small letters.
func (p *panel) notes(to *widget.Container, notes []string, width int) {
	for _, note := range notes {
		to.AddChild(p.text(note, &p.style.small, p.style.quiet, width))
	}
}

// actID tells controls apart by what they do.
func actID(a app.Action) string {
	id, err := json.Marshal(a)
	if err != nil {
		return a.Type
	}
	return string(id)
}

// acting is a control that does an action.
func (p *panel) acting(a app.Action) *knob {
	return &knob{id: actID(a), press: func() { p.do(a) }}
}

// choice is a button of several, of which one is taken.
func (p *panel) choice(words string, taken bool, k *knob) *widget.Button {
	s := p.style
	if taken {
		return p.button(words, &s.bold, s.taken, k)
	}
	return p.button(words, &s.body, s.button, k)
}

func (p *panel) textButton(words string, k *knob, opts ...widget.WidgetOpt) *widget.Button {
	return p.button(words, &p.style.body, p.style.button, k, opts...)
}

func (p *panel) button(words string, face *text.Face, look *widget.ButtonImage, k *knob, opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(append(opts, k.with())...),
		widget.ButtonOpts.Image(look),
		widget.ButtonOpts.Text(words, face, &widget.ButtonTextColor{Idle: s.ink}),
		widget.ButtonOpts.TextPadding(&widget.Insets{Left: s.px(buttonPad), Right: s.px(buttonPad), Top: s.px(5), Bottom: s.px(5)}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { k.press() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// flow adds buttons side by side, in as many rows as they need.
func (p *panel) flow(to *widget.Container, width int, buttons ...*widget.Button) {
	const spacing = 6
	row, left := p.row(spacing), width
	for _, b := range buttons {
		b.Validate()
		w, _ := b.PreferredSize()
		if len(row.Children()) > 0 && w > left {
			to.AddChild(row)
			row, left = p.row(spacing), width
		}
		row.AddChild(b)
		left -= w + p.style.px(spacing)
	}
	to.AddChild(row)
}

// disabled switches a widget off.
func disabled(w *widget.Widget) { w.Disabled = true }

// iconButton is a button with a picture, whose name is told to who waits over it.
func (p *panel) iconButton(img *ebiten.Image, name string, k *knob, opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	opts = append(opts, k.with(), widget.WidgetOpts.MinSize(s.px(buttonSize), s.px(buttonSize)))
	if name != "" {
		opts = append(opts, widget.WidgetOpts.ToolTip(widget.NewTextToolTip(name, &s.small, s.ink, s.tip)))
	}
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(opts...),
		widget.ButtonOpts.Image(s.button),
		widget.ButtonOpts.Graphic(&widget.GraphicImage{Idle: img}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { k.press() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// fold adds a heading that opens and closes what belongs to it, and says whether it is open.
func (p *panel) fold(to *widget.Container, id, words string, width int, open bool) bool {
	s := p.style
	if o, ok := p.folds[id]; ok {
		open = o
	}
	k := &knob{id: "fold-" + id, press: func() { p.folds[id], p.stale = !open, true }}
	mark := s.px(20)
	lines := spread(words, s.head, float64(width-mark))
	high := lineHeight(s.head)
	symbol := closedMark
	if open {
		symbol = openMark
	}
	var l *leaf
	l = p.newLeaf(image.Pt(width, len(lines)*high+s.px(10)), k, func(screen *ebiten.Image, box image.Rectangle) {
		c := s.quiet
		if l.over || l.focused {
			c = s.ink
		}
		s.fill(screen, image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+max(s.px(1), 1)), s.line)
		s.stroke(screen, symbol, float64(box.Max.X)-float64(s.px(8)), float64(box.Min.Y+s.px(6))+float64(high)/2, 3.5, c)
		for i, line := range lines {
			write(screen, line, s.head, c, box.Min.X, box.Min.Y+s.px(6)+i*high)
		}
	})
	to.AddChild(l)
	return open
}
