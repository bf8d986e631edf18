namespace MultimodalEmbeddings.Tokenization;

/// <summary>What a code point does in a grapheme cluster.</summary>
internal enum GraphemeKind : byte
{
    Other,
    CarriageReturn,
    LineFeed,
    Control,
    Extend,
    NonJoiner,
    Linker,
    Joiner,
    SpacingMark,
    Prepend,
    Consonant,
    Pictograph,
    RegionalIndicator,
    Lead,
    Vowel,
    Trail,
    OpenSyllable,
    ClosedSyllable,
}
