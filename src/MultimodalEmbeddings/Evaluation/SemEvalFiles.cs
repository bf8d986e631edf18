namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// One subset of STS12 to STS16: a file with two sentences a line, and a file with their gold scores, line by line.
/// </summary>
/// <param name="Input">Two tab columns, or four, with two sources, as SemEval handed out STS16.</param>
/// <param name="Gold">One score a line; an empty line leaves its pair out.</param>
internal sealed record SemEvalFiles(string Input, string Gold)
{
    public static SemEvalFiles In(string folder, string subset) =>
        new(Path.Combine(folder, $"STS.input.{subset}.txt"), Path.Combine(folder, $"STS.gs.{subset}.txt"));

    /// <exception cref="StsFormatException">A line is malformed, the numbers of lines differ, or no pair has a score.</exception>
    public IReadOnlyList<StsPair> Read()
    {
        var sentences = PythonText.ReadSplitLines(Input);
        var scores = PythonText.ReadSplitLines(Gold);
        if (sentences.Count != scores.Count)
        {
            var line = Math.Min(sentences.Count, scores.Count) + 1;
            throw new StsFormatException(Gold, line, $"{sentences.Count} lines, as many as {Input} has", $"{scores.Count}");
        }

        var scored = Enumerable.Range(0, scores.Count).Where(i => scores[i].Length > 0);
        StsPair[] pairs = [.. scored.Select(i => Pair(i, sentences[i], scores[i]))];
        return pairs.Length > 0
            ? pairs
            : throw new StsFormatException(Gold, 1, "at least one score", $"{scores.Count} empty lines");
    }

    private StsPair Pair(int index, string line, string gold)
    {
        var columns = line.Split('\t');
        if (columns.Length is not (2 or 4))
        {
            throw new StsFormatException(
                Input, index + 1, "2 or 4 tab columns", $"{columns.Length}: {StsFormatException.Quote(line)}");
        }

        return PythonText.TryParseNumber(gold, out var score)
            ? new StsPair(PythonText.JoinWords(columns[0]), PythonText.JoinWords(columns[1]), score)
            : throw new StsFormatException(Gold, index + 1, "a number or an empty line", StsFormatException.Quote(gold));
    }
}
