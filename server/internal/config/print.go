package config

import (
	"fmt"
	"io"
	"strings"
)

// Print writes what is in force as NAME=value lines, secrets replaced by whether they are set.
func (c Config) Print(w io.Writer) error {
	var urls, proxies []string
	for _, u := range c.BaseURLs {
		urls = append(urls, u.String())
	}
	for _, p := range c.Proxies {
		proxies = append(proxies, p.String())
	}
	hide := func(secret string) string {
		if secret == "" {
			return ""
		}
		return "(set)"
	}
	var b strings.Builder
	line := func(name string, v any) { fmt.Fprintf(&b, "FELTBOARD_%s=%v\n", name, v) }
	line("ADDR", c.Addr)
	line("DATA", c.Data)
	line("DATABASE_URL", hide(c.DatabaseURL))
	line("REDIS_URL", hide(c.RedisURL))
	line("BASE_URL", strings.Join(urls, ","))
	line("TLS_CERT", c.TLSCert)
	line("TLS_KEY", c.TLSKey)
	line("ACME_HOSTS", strings.Join(c.ACMEHosts, ","))
	line("ACME_EMAIL", c.ACMEEmail)
	line("ACME_URL", c.ACMEURL)
	line("HTTP_ADDR", c.HTTPAddr)
	line("ADMIN_ADDR", c.AdminAddr)
	line("EMBED_ORIGINS", strings.Join(c.EmbedOrigins, ","))
	line("TRUSTED_PROXIES", strings.Join(proxies, ","))
	line("METRICS_TOKEN", hide(c.MetricsToken))
	line("OIDC_ISSUER", c.OIDC.Issuer)
	line("OIDC_CLIENT_ID", c.OIDC.ClientID)
	line("OIDC_CLIENT_SECRET", hide(c.OIDC.ClientSecret))
	line("OIDC_NAME", c.OIDC.Name)
	line("OIDC_DOMAINS", strings.Join(c.OIDC.Domains, ","))
	line("LAN", c.LAN)
	line("DEMO", c.Demo)
	for _, l := range (settings{}).limits(&c.Limits) {
		line(l.name, *l.value)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
