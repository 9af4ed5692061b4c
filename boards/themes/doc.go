// Package themes finds what belongs together in notes by the words they share: groups for a sort, and notes that already
// say what somebody is writing. It only suggests; people decide.
//
// It promises:
//
//   - It is pure and deterministic: the same notes and themes give the same answer in whatever order they come. Of notes
//     that are as near as others, the order of their texts decides, then that of their ids.
//   - Everything it says can be shown: a suggestion names the words that are shared, as people wrote them. There is no
//     model, no training, and nothing leaves the process.
//   - Notes of different languages are never compared, since they share no words that mean anything.
//   - It does not hang: of more than [MaxNotes] notes it looks at the last ones and says how many it left out, and of a
//     note at the first [MaxWords] words.
//
// How: words of letters and digits, without stop words, cut to their stems (Snowball), and pairs of neighbours at half the
// weight; TF-IDF, the cosine between notes, and average linkage, which joins the two groups that are nearest until their
// notes are on average less alike than [Alike]. It splits too much rather than too little, hence [Suggestions.Merge]; and it
// knows no synonyms. What somebody is writing is compared by BM25, which needs no lengths to be alike.
package themes
