package httpapi

import "strings"

// What a browser says of itself is told in few words of ours, so that nothing it writes is kept. The first that fits counts.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems  = [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"CrOS", "ChromeOS"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"}}
)

// agentOf is a browser and its system, like "Firefox, Linux"; "" if neither is known.
func agentOf(header string) string {
	find := func(all [][2]string) string {
		for _, one := range all {
			if strings.Contains(header, one[0]) {
				return one[1]
			}
		}
		return ""
	}
	return strings.Trim(find(browsers)+", "+find(systems), ", ")
}
