package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// plain makes words of what stands in a file: line breaks are one kind, and what cannot be seen and may mislead is gone.
func plain(s string) (words string, removed bool) {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch {
		case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			r = '\n'
		case r == '\n' || r == '\t':
		case r == 0xfeff || r == 0x200b: // marks that tools leave behind
			continue
		case unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xE0000 && r <= 0xE007F:
			removed = true
			continue
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String()), removed
}

// line1 is plain on one line.
func line1(s string) string {
	s, _ = plain(s)
	return strings.Join(strings.Fields(s), " ")
}

// short is for showing alone.
func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

var (
	kinds = words(map[string]string{
		"observation": "observation beobachtung observación observacion", "quote": "quote zitat cita verbatim", "data": "data daten datos zahl",
		"inference": "inference schluss inferencia", "assumption": "assumption annahme vermutung suposición suposicion",
		"idea": "idea idee", "question": "question frage pregunta",
	})
	sources = words(map[string]string{
		"interview": "interview interviews gespräch entrevista call", "support-ticket": "support-ticket support_ticket ticket tickets support helpdesk zendesk soporte",
		"survey": "survey umfrage befragung encuesta nps csat form", "analytics": "analytics analyse analytik analítica", "other": "other sonstiges andere otro otra",
	})
	consents = words(map[string]string{
		"room": "room no nein n false 0 intern internal", "paraphrase": "paraphrase sinngemäß sinngemaess paráfrasis parafrasis",
		"quote": "quote yes ja y sí si s true 1 zitat public öffentlich público",
	})
	consentPhrases = map[string]string{"this room only": "room", "nur in diesem raum": "room", "solo en esta sala": "room", "only in this room": "room", "nur hier": "room"}
)

// words turns a list of synonyms around.
func words(of map[string]string) map[string]string {
	m := map[string]string{}
	for value, names := range of {
		for _, name := range strings.Fields(names) {
			m[name] = value
		}
	}
	return m
}

// dayFirst says of a table's dates whether the day or the month comes first: 1 or 2, 0 where they do not tell.
func dayFirst(cells []string) int {
	day, month := false, false
	for _, c := range cells {
		a, b, ok := slashed(c)
		day, month = day || ok && a > 12, month || ok && b > 12
	}
	switch {
	case day == month:
		return 0
	case day:
		return 1
	}
	return 2
}

// slashed reads the first two numbers of 3/4/2026.
func slashed(s string) (a, b int, ok bool) {
	parts := strings.SplitN(strings.TrimSpace(s), "/", 3)
	if len(parts) != 3 || len(parts[0]) > 2 {
		return 0, 0, false
	}
	a, err1 := strconv.Atoi(parts[0])
	b, err2 := strconv.Atoi(parts[1])
	return a, b, err1 == nil && err2 == nil
}

// date reads a day; notice says why it is left out.
func date(s string, first int) (day, notice string) {
	s = line1(s)
	if s == "" {
		return "", ""
	}
	unreadable := fmt.Sprintf("The date “%s” was left out: write it like 2026-11-02.", short(s, 30))
	if len(s) >= 10 {
		if t, err := time.Parse(time.DateOnly, s[:10]); err == nil && (len(s) == 10 || s[10] == 'T' || s[10] == ' ') {
			return t.Format(time.DateOnly), ""
		}
	}
	s, _, _ = strings.Cut(s, " ")
	if a, b, ok := slashed(s); ok {
		parts := strings.SplitN(s, "/", 3)
		if first == 0 && a != b {
			return "", fmt.Sprintf("The date “%s” was left out: nobody can tell its day from its month. Write it like 2026-11-02.", short(s, 30))
		}
		if first == 2 {
			a, b = b, a
		}
		s = fmt.Sprintf("%d.%d.%s", a, b, parts[2])
	}
	for _, layout := range []string{"2.1.2006", "2.1.06", "2006/1/2", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1970 {
			return t.Format(time.DateOnly), ""
		}
	}
	return "", unreadable
}
