namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>Holds the C# of the documentation to what the test build compiles.</summary>
internal static class DocumentedCode
{
    /// <returns>One sentence per fence that is not exactly one snippet, and per snippet that no fence shows.</returns>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Fence> fences, IReadOnlyList<Snippet> snippets)
    {
        var code = fences.Where(fence => fence.IsCSharp).ToArray();
        return
        [
            .. code.Select(fence => FaultOf(fence, snippets)).OfType<string>(),
            .. snippets.Where(snippet => code.All(fence => fence.Code != snippet.Code))
                .Select(snippet => $"{snippet.File}:{snippet.Line}: no document shows the snippet '{snippet.Name}'."),
            .. snippets.CountBy(snippet => snippet.Name).Where(pair => pair.Value > 1)
                .Select(pair => $"{pair.Value} files have a snippet '{pair.Key}'; one name is one snippet."),
        ];
    }

    private static string? FaultOf(Fence fence, IReadOnlyList<Snippet> snippets)
    {
        var same = snippets.Where(snippet => snippet.Code == fence.Code).ToArray();
        return same switch
        {
            [_] => null,
            [] => $"{fence.File}:{fence.Line}: this code is not compiled: no snippet is the same.{Nearest(fence, snippets)}",
            _ => $"{fence.File}:{fence.Line}: the snippets {Names(same)} are this same code.",
        };
    }

    private static string Names(Snippet[] snippets) => string.Join(" and ", snippets.Select(snippet => snippet.Name));

    /// <summary>Where the snippet that has the most lines in common differs first.</summary>
    private static string Nearest(Fence fence, IReadOnlyList<Snippet> snippets)
    {
        var lines = fence.Code.Split('\n');
        if (snippets.MaxBy(snippet => snippet.Code.Split('\n').Intersect(lines).Count()) is not { } nearest)
        {
            return "";
        }

        var pairs = lines.Append("").Zip(nearest.Code.Split('\n').Append(""));
        var (shown, compiled) = pairs.FirstOrDefault(pair => pair.First != pair.Second);
        return $" The nearest is '{nearest.Name}', which has '{compiled}' where the document has '{shown}'.";
    }
}
