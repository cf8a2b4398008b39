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
	margin        = 16
	buttonPadding = 8 // beside a button's text
)

func (p *panel) newText(words string, face *text.Face, c color.Color, width int,
	opts ...widget.WidgetOpt) *widget.Text {
	return widget.NewText(
		widget.TextOpts.Text(words, face, c),
		widget.TextOpts.MaxWidth(float64(width)),
		widget.TextOpts.WidgetOpts(opts...),
	)
}

// newHeading is a heading or a figure.
func (p *panel) newHeading(words string, face *text.Face, width int) *widget.Text {
	return p.newText(strings.Join(balanceLines(words, *face, float64(width)), "\n"), face,
		p.style.foreground, width)
}

// newSpacer is empty height.
func (p *panel) newSpacer(css float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.MinSize(1,
		p.style.px(css))))
}

// newRow is a container whose widgets stand side by side.
func (p *panel) newRow(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionHorizontal),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// newColumn is a container whose widgets stand below one another.
func (p *panel) newColumn(spacing float64) *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(p.style.px(spacing)),
	)))
}

// boxPadding is the air within a box, in CSS pixels.
const boxPadding = 12

// newBox is a stack on a ground of its own; room is the width that its widgets have.
func (p *panel) newBox(width int) (c *widget.Container, room int) {
	pad := p.style.px(boxPadding)
	return widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(p.style.raised)),
		widget.ContainerOpts.WidgetOpts(
			widget.WidgetOpts.LayoutData(widget.RowLayoutData{Stretch: true})),
		widget.ContainerOpts.Layout(widget.NewRowLayout(
			widget.RowLayoutOpts.Direction(widget.DirectionVertical),
			widget.RowLayoutOpts.Spacing(p.style.px(6)),
			widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad,
				Bottom: pad}),
		)),
	), width - 2*pad
}

// centerInRow centres a widget in its row.
var centerInRow = widget.WidgetOpts.LayoutData(
	widget.RowLayoutData{Position: widget.RowLayoutPositionCenter})

// newParagraph is a text whose long words, such as paths, are broken.
func (p *panel) newParagraph(words string, face text.Face, width int) *customWidget {
	s := p.style
	lines := wrapText(words, face, float64(width))
	high := lineHeight(face)
	return p.newCustomWidget(image.Pt(width, len(lines)*high), nil,
		func(screen *ebiten.Image, box image.Rectangle) {
			for i, line := range lines {
				textLine{line, face, s.foreground, 0, i * high}.draw(screen, box.Min.X, box.Min.Y)
			}
		})
}

// newFact is a fact: its name above, its value below.
func (p *panel) newFact(r app.Row, width int) *widget.Container {
	c := p.newColumn(0)
	c.AddChild(p.newText(r.Label, &p.style.small, p.style.muted, width),
		p.newHeading(r.Value, &p.style.bold, width))
	return c
}

// addFacts adds facts.
func (p *panel) addFacts(to *widget.Container, rows []app.Row, width int) {
	for _, r := range rows {
		to.AddChild(p.newFact(r, width))
	}
}

// addNotes adds sentences in small letters.
func (p *panel) addNotes(to *widget.Container, notes []string, width int) {
	for _, note := range notes {
		to.AddChild(p.newText(note, &p.style.small, p.style.muted, width))
	}
}

// actionID tells controls apart by what they do.
func actionID(a app.Action) string {
	id, err := json.Marshal(a)
	if err != nil {
		return a.Type
	}
	return string(id)
}

// actionControl is a control that does an action.
func (p *panel) actionControl(a app.Action) *control {
	return &control{id: actionID(a), activate: func() { p.dispatch(a) }}
}

// newChoiceButton is a button of several, of which one is taken.
func (p *panel) newChoiceButton(words string, taken bool, k *control) *widget.Button {
	s := p.style
	if taken {
		return p.newButton(words, &s.bold, s.selectedButton, k)
	}
	return p.newButton(words, &s.body, s.button, k)
}

func (p *panel) newTextButton(words string, k *control, opts ...widget.WidgetOpt) *widget.Button {
	return p.newButton(words, &p.style.body, p.style.button, k, opts...)
}

func (p *panel) newButton(words string, face *text.Face, look *widget.ButtonImage, k *control,
	opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(append(opts, k.widgetOption())...),
		widget.ButtonOpts.Image(look),
		widget.ButtonOpts.Text(words, face, &widget.ButtonTextColor{Idle: s.foreground}),
		widget.ButtonOpts.TextPadding(&widget.Insets{Left: s.px(buttonPadding),
			Right: s.px(buttonPadding), Top: s.px(5), Bottom: s.px(5)}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { k.activate() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// addWrappedButtons adds buttons side by side, in as many rows as they need.
func (p *panel) addWrappedButtons(to *widget.Container, width int, buttons ...*widget.Button) {
	const spacing = 6
	row, left := p.newRow(spacing), width
	for _, b := range buttons {
		b.Validate()
		w, _ := b.PreferredSize()
		if len(row.Children()) > 0 && w > left {
			to.AddChild(row)
			row, left = p.newRow(spacing), width
		}
		row.AddChild(b)
		left -= w + p.style.px(spacing)
	}
	to.AddChild(row)
}

// disabled switches a widget off.
func disabled(w *widget.Widget) { w.Disabled = true }

// newIconButton is a button with a picture, whose name is told to who waits over it.
func (p *panel) newIconButton(img *ebiten.Image, name string, k *control,
	opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	opts = append(opts, k.widgetOption(),
		widget.WidgetOpts.MinSize(s.px(buttonSize), s.px(buttonSize)))
	if name != "" {
		opts = append(opts,
			widget.WidgetOpts.ToolTip(widget.NewTextToolTip(name, &s.small, s.foreground,
				s.tooltip)))
	}
	b := widget.NewButton(
		widget.ButtonOpts.WidgetOpts(opts...),
		widget.ButtonOpts.Image(s.button),
		widget.ButtonOpts.Graphic(&widget.GraphicImage{Idle: img}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { k.activate() }),
	)
	b.DisableDefaultKeys = true
	return b
}

// addSection adds a heading that opens and closes what belongs to it, and says whether it is open.
func (p *panel) addSection(to *widget.Container, id, words string, width int, open bool) bool {
	s := p.style
	if o, ok := p.openSections[id]; ok {
		open = o
	}
	k := &control{id: "fold-" + id,
		activate: func() { p.openSections[id], p.needsRebuild = !open, true }}
	mark := s.px(20)
	lines := wrapText(words, s.heading, float64(width-mark))
	high := lineHeight(s.heading)
	symbol := chevronRight
	if open {
		symbol = chevronDown
	}
	var l *customWidget
	l = p.newCustomWidget(image.Pt(width, len(lines)*high+s.px(10)), k,
		func(screen *ebiten.Image, box image.Rectangle) {
			c := s.muted
			if l.hovered || l.focused {
				c = s.foreground
			}
			s.fillRect(screen,
				image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+max(s.px(1), 1)), s.divider)
			s.strokePath(screen, symbol, float64(box.Max.X)-float64(s.px(8)),
				float64(box.Min.Y+s.px(6))+float64(high)/2, 3.5, c)
			for i, line := range lines {
				drawText(screen, line, s.heading, c, box.Min.X, box.Min.Y+s.px(6)+i*high)
			}
		})
	to.AddChild(l)
	return open
}
