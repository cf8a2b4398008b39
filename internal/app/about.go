package app

// AboutSection has the keys of the heading and the text of a section about the data.
type AboutSection struct{ HeadingKey, TextKey string }

// AboutSections are the sections about the data, in their order.
var AboutSections = []AboutSection{
	{"page.about-control", "page.about-control-text"},
	{"page.about-method", "page.about-method-text"},
	{"page.about-range", "page.about-range-text"},
	{"page.about-length", "page.about-length-text"},
	{"page.about-water", "page.about-water-text"},
	{"page.about-hidden", "page.about-hidden-text"},
	{"page.about-projection", "page.about-projection-text"},
	{"page.about-licence", "page.about-licence-text"},
}
