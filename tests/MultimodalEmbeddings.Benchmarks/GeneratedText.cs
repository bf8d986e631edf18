namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Sentences of made-up words, for a machine without real data.</summary>
internal static class GeneratedText
{
    private static readonly string[] Onsets = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ea"];

    /// <summary>Different words, the shorter ones first.</summary>
    public static IEnumerable<string> Words()
    {
        List<string> words = [""];
        while (true)
        {
            words = [.. words.SelectMany(start => Onsets.SelectMany(onset => Vowels.Select(vowel => start + onset + vowel)))];
            foreach (var word in words)
            {
                yield return word;
            }
        }
    }

    /// <summary>
    /// Sentences as long as those of the STS tasks: log-normal, median 11 words, 3 to 60. The first words are the most frequent.
    /// </summary>
    public static string[] Sentences(int count)
    {
        var words = Words().Take(8000).ToArray();
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Sentence(words, random))];
    }

    private static string Sentence(string[] words, Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var length = Math.Clamp((int)Math.Round(11 * Math.Exp(0.45 * normal)), 3, 60);
        var chosen = Enumerable.Range(0, length).Select(_ => words[(int)(words.Length * Math.Pow(random.NextDouble(), 4))]);
        return string.Join(' ', chosen) + ".";
    }
}
