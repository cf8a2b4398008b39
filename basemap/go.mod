module truceline/basemap

go 1.26.8

require (
	github.com/paulmach/orb v0.14.0
	truceline v0.0.0
)

replace truceline => ../
