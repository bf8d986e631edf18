namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>What every reader that loads has to encode.</summary>
internal static class Sentences
{
    /// <summary>
    /// Nothing; and runs that a slow regular expression or a quadratic merge takes long for, half a surrogate pair, special
    /// tokens, marks in the wrong order, characters without width, and scripts that split differently.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "",
        "A dog runs! " + new string('a', 300) + "! \uD800 e\u0323\u0302\u0301 \u4E2D\u6587 [MASK] <mask> </s> [UNK] new\u0000"
            + " \u200B\uFEFF don't \U0001F468\u200D\U0001F469\u200D\U0001F467 \u1100\u1161\u11A8 \uFB01 \u00A0\u2028\t\r\n"
            + "  1234567890.5 ##s \u0120 \u2581",
    ];
}
