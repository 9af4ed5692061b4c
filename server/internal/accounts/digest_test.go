package accounts

// Digest is what is stored of a secret.
func Digest(secret string) []byte { return digest(secret) }
