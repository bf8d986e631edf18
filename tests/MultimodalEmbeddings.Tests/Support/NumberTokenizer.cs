using System.Globalization;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Reads a text as the number of one token, so that a test sees which text was drawn.</summary>
internal sealed class NumberTokenizer : ITextTokenizer
{
    public int VocabularySize => int.MaxValue;

    public int PaddingId => 0;

    /// <summary>The texts "first", "first + 1", ….</summary>
    public static string[] Texts(int count, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public int[] Encode(string text, int maximumTokens = int.MaxValue) => [int.Parse(text, CultureInfo.InvariantCulture)];

    public void Save(string directory) => throw new NotSupportedException();
}
