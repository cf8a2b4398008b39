package main

import (
	"image"
	"image/color"
	"math"
	"unicode/utf8"

	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	nine "github.com/ebitenui/ebitenui/image"

	"truceline/internal/app"
)

// margin is the panel's, in CSS pixels.
const margin = 16

// column is the panel's content from top to bottom, width device pixels wide.
func (p *panel) column(width int) *widget.Container {
	s, v := p.style, p.view
	c := widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(
		widget.RowLayoutOpts.Direction(widget.DirectionVertical),
		widget.RowLayoutOpts.Spacing(s.px(7)),
		widget.RowLayoutOpts.Padding(&widget.Insets{Left: s.px(margin), Right: s.px(margin), Top: s.px(margin), Bottom: s.px(margin)}),
	)))
	inner := width - 2*s.px(margin)
	beside := p.places.head.Empty()
	if beside {
		c.AddChild(p.text(v.Title, &s.title, s.ink, inner))
	}
	if v.Card != nil && !beside { // there is room for little: the card comes first
		p.addCard(c, v.Card, inner)
	}
	if v.Stale != "" {
		c.AddChild(p.text(v.Stale, &s.bold, s.ink, inner))
	}
	if v.Card != nil && beside {
		p.addCard(c, v.Card, inner)
	}
	p.addDates(c, inner)
	c.AddChild(p.gap(4), p.text(v.Texts["page.legend"], &s.head, s.quiet, inner))
	for _, e := range v.Legend {
		c.AddChild(p.entry(e, inner))
	}
	for _, note := range v.Notes {
		c.AddChild(p.text(note, &s.small, s.quiet, inner))
	}
	p.addChoices(c, inner)
	c.AddChild(p.gap(4), p.text(v.Texts["page.sources"], &s.head, s.quiet, inner))
	for _, l := range v.Sources {
		p.addLink(c, l, inner)
	}
	c.AddChild(p.text(v.Credit, &s.small, s.quiet, inner))
	return c
}

func (p *panel) text(words string, face *text.Face, c color.Color, width int, opts ...widget.WidgetOpt) *widget.Text {
	return widget.NewText(
		widget.TextOpts.Text(words, face, c),
		widget.TextOpts.MaxWidth(float64(width)),
		widget.TextOpts.WidgetOpts(opts...),
	)
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

// addCard adds what is told of one shape.
func (p *panel) addCard(to *widget.Container, card *app.Card, width int) {
	s := p.style
	pad := s.px(12)
	width -= 2 * pad
	c := widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(nine.NewNineSliceColor(s.raised)),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(widget.RowLayoutData{Stretch: true})),
		widget.ContainerOpts.Layout(widget.NewRowLayout(
			widget.RowLayoutOpts.Direction(widget.DirectionVertical),
			widget.RowLayoutOpts.Spacing(s.px(6)),
			widget.RowLayoutOpts.Padding(&widget.Insets{Left: pad, Right: pad, Top: pad, Bottom: pad}),
		)),
	)
	head := p.row(8)
	shut := p.view.Texts["page.close"]
	kind := width - int(math.Ceil(text.Advance(shut, s.body))) - s.px(2*buttonPad+8)
	middle := widget.WidgetOpts.LayoutData(widget.RowLayoutData{Position: widget.RowLayoutPositionCenter})
	head.AddChild(p.text(card.Kind, &s.small, s.quiet, kind, middle, widget.WidgetOpts.MinSize(kind, 1)),
		p.textButton(shut, app.Action{Type: app.ActionClose}))
	c.AddChild(head, p.text(card.Name, &s.title, s.ink, width))
	if card.Lead != "" {
		c.AddChild(p.text(card.Lead, &s.body, s.ink, width))
	}
	for _, r := range card.Rows {
		c.AddChild(p.pair(r, width))
	}
	for _, note := range card.Notes {
		c.AddChild(p.text(note, &s.small, s.quiet, width))
	}
	if len(card.Sources) > 0 {
		c.AddChild(p.text(p.view.Texts["page.sources"], &s.head, s.quiet, width))
		for _, l := range card.Sources {
			p.addLink(c, l, width)
		}
	}
	if len(card.Others) > 0 {
		c.AddChild(p.text(p.view.Texts["page.others"], &s.head, s.quiet, width))
		for _, o := range card.Others {
			c.AddChild(p.textButton(o.Name, app.Action{Type: app.ActionSelect, ID: o.ID}))
		}
	}
	to.AddChild(c)
}

// stack is a container whose widgets stand close below one another.
func (p *panel) stack() *widget.Container {
	return widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(widget.RowLayoutOpts.Direction(widget.DirectionVertical))))
}

// pair is a fact: its name above, its value below.
func (p *panel) pair(r app.Row, width int) *widget.Container {
	c := p.stack()
	c.AddChild(p.text(r.Label, &p.style.small, p.style.quiet, width), p.text(r.Value, &p.style.bold, p.style.ink, width))
	return c
}

// addLink adds a source with its address, to be read: the window opens nothing.
func (p *panel) addLink(to *widget.Container, l app.Link, width int) {
	c := p.stack()
	c.AddChild(p.text(l.Text, &p.style.small, p.style.ink, width))
	if l.URL != "" {
		for _, line := range broken(l.URL, p.style.small, float64(width)) {
			c.AddChild(p.text(line, &p.style.small, p.style.quiet, width))
		}
	}
	to.AddChild(c)
}

// broken divides an address into lines of at most width pixels, after a slash or a hyphen where it can.
func broken(address string, face text.Face, width float64) (lines []string) {
	for address != "" {
		end, nice := 0, 0
		for i, r := range address {
			next := i + utf8.RuneLen(r)
			if text.Advance(address[:next], face) > width && end > 0 {
				break
			}
			if end = next; r == '/' || r == '-' || r == '+' {
				nice = next
			}
		}
		if end < len(address) && nice > end/2 {
			end = nice
		}
		lines = append(lines, address[:end])
		address = address[end:]
	}
	return lines
}

// entry is a line of the legend: a switch where it is one, the sample, what it says.
func (p *panel) entry(e app.LegendEntry, width int) *widget.Container {
	s := p.style
	flip := func() { p.do(app.Action{Type: app.ActionLayer, ID: e.Layer, On: !e.On}) }
	c := p.row(8)
	var click []widget.WidgetOpt
	if e.Toggle {
		state := widget.WidgetUnchecked
		if e.On {
			state = widget.WidgetChecked
		}
		c.AddChild(widget.NewCheckbox(
			widget.CheckboxOpts.Image(s.box),
			widget.CheckboxOpts.InitialState(state),
			widget.CheckboxOpts.StateChangedHandler(func(*widget.CheckboxChangedEventArgs) { flip() }),
		))
		width -= s.px(checkSize + 8)
		click = append(click, widget.WidgetOpts.MouseButtonClickedHandler(func(*widget.WidgetMouseButtonClickedEventArgs) { flip() }))
	}
	c.AddChild(widget.NewGraphic(
		widget.GraphicOpts.Image(s.swatch(e.Swatch)),
		widget.GraphicOpts.WidgetOpts(click...),
	))
	width -= s.px(swatchWidth + 8)
	words := p.stack()
	words.AddChild(p.text(e.Label, &s.body, s.ink, width, click...))
	if e.Note != "" {
		words.AddChild(p.text(e.Note, &s.small, s.quiet, width, click...))
	}
	c.AddChild(words)
	return c
}

// addDates adds the way through the days, if there are several.
func (p *panel) addDates(to *widget.Container, width int) {
	s, v := p.style, p.view
	if len(v.Dates) < 2 {
		return
	}
	to.AddChild(p.gap(4), p.text(v.Texts["page.date"], &s.head, s.quiet, width))
	for i, d := range v.Dates {
		if d.ID != v.Date {
			continue
		}
		step := func(p2 *ebiten.Image, to int) *widget.Button {
			if to < 0 || to >= len(v.Dates) {
				return p.iconButton(p2, "", app.Action{Type: app.ActionDate, Date: d.ID}, nil, disabled)
			}
			return p.iconButton(p2, v.Dates[to].Label, app.Action{Type: app.ActionDate, Date: v.Dates[to].ID}, nil)
		}
		c := p.row(8)
		middle := widget.WidgetOpts.LayoutData(widget.RowLayoutData{Position: widget.RowLayoutPositionCenter})
		c.AddChild(step(s.symbol(back, 6), i-1), step(s.symbol(forward, 6), i+1),
			p.text(d.Label, &s.bold, s.ink, width-2*s.px(buttonSize+8), middle))
		to.AddChild(c)
		if d.Note != "" {
			to.AddChild(p.text(d.Note, &s.small, s.quiet, width))
		}
	}
}

// addChoices adds the choice of theme and of language.
func (p *panel) addChoices(to *widget.Container, width int) {
	s, v := p.style, p.view
	to.AddChild(p.gap(4), p.text(v.Texts["page.theme"], &s.head, s.quiet, width))
	c := p.row(6)
	for _, theme := range []string{app.ThemeLight, app.ThemeDark} {
		c.AddChild(p.choice(v.Texts["page.theme-"+theme], theme == v.Theme, app.Action{Type: app.ActionTheme, Theme: theme}))
	}
	to.AddChild(c)
	if len(v.Langs) < 2 {
		return
	}
	c = p.row(6)
	for _, l := range v.Langs {
		c.AddChild(p.choice(l.Label, l.ID == v.Lang, app.Action{Type: app.ActionLang, Lang: l.ID}))
	}
	to.AddChild(c)
}

// choice is a button of several, of which one is taken.
func (p *panel) choice(words string, taken bool, act app.Action) *widget.Button {
	s := p.style
	face, look := &s.body, s.button
	if taken {
		face = &s.bold
		one := *s.button
		one.Idle = one.Pressed
		look = &one
	}
	return p.button(words, face, look, act)
}

func (p *panel) textButton(words string, act app.Action) *widget.Button {
	return p.button(words, &p.style.body, p.style.button, act)
}

func (p *panel) button(words string, face *text.Face, look *widget.ButtonImage, act app.Action) *widget.Button {
	s := p.style
	return widget.NewButton(
		widget.ButtonOpts.Image(look),
		widget.ButtonOpts.Text(words, face, &widget.ButtonTextColor{Idle: s.ink}),
		widget.ButtonOpts.TextPadding(&widget.Insets{Left: s.px(buttonPad), Right: s.px(buttonPad), Top: s.px(5), Bottom: s.px(5)}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { p.do(act) }),
	)
}

// buttonPad is the air beside a button's text, in CSS pixels.
const buttonPad = 10

// disabled switches a widget off.
func disabled(w *widget.Widget) { w.Disabled = true }

// iconButton is a button with a picture, whose name is told to who waits over it: a key of the texts, or the name
// itself.
func (p *panel) iconButton(img *ebiten.Image, name string, act app.Action, at any, opts ...widget.WidgetOpt) *widget.Button {
	s := p.style
	if words, ok := p.view.Texts[name]; ok {
		name = words
	}
	if box, ok := at.(image.Rectangle); ok {
		opts = append(opts, widget.WidgetOpts.LayoutData(box))
	}
	opts = append(opts, widget.WidgetOpts.MinSize(s.px(buttonSize), s.px(buttonSize)))
	if name != "" {
		opts = append(opts, widget.WidgetOpts.ToolTip(widget.NewTextToolTip(name, &s.small, s.ink, nine.NewNineSliceColor(s.raised))))
	}
	return widget.NewButton(
		widget.ButtonOpts.WidgetOpts(opts...),
		widget.ButtonOpts.Image(s.button),
		widget.ButtonOpts.Graphic(&widget.GraphicImage{Idle: img}),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { p.do(act) }),
	)
}
