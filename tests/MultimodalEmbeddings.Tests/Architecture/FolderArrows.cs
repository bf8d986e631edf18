using System.Text.RegularExpressions;

namespace MultimodalEmbeddings.Tests.Architecture;

/// <summary>Which folder of the library names types of which other, read from the sources.</summary>
internal static partial class FolderArrows
{
    /// <summary>The folder that stands for the root namespace.</summary>
    public const string Root = "(root)";

    /// <summary>Who may know whom; arrows point down only.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Training"] = ["Objectives", "Data", "Transformers", "Checkpoints", "Evaluation", "Runtime", Root],
        ["Evaluation"] = [Root, "Data"],
        [Root] =
        [
            "Features", "Onnx", "Inference", "Objectives", "Transformers", "Vision", "Data", "Tokenization", "Checkpoints", "Runtime",
        ],
        ["Onnx"] = ["Inference", "Checkpoints"],
        ["Inference"] = ["Checkpoints"],
        ["Objectives"] = ["Transformers", "Runtime"],
        ["Transformers"] = ["Checkpoints", "Runtime"],
        ["Vision"] = ["Transformers", "Checkpoints", "Runtime"],
        ["Features"] = ["Data", "Checkpoints"],
        ["Data"] = ["Tokenization"],
        ["Tokenization"] = [],
        ["Checkpoints"] = [],
        ["Runtime"] = [],
    };

    /// <param name="sources">Folder and text of each source file.</param>
    /// <returns>Every arrow that is not allowed, as a sentence.</returns>
    public static IReadOnlyList<string> Violations(IReadOnlyList<(string Folder, string Text)> sources)
    {
        var types = sources
            .SelectMany(source => Declaration().Matches(source.Text).Select(match => (source.Folder, Type: match.Groups[1].Value)))
            .ToLookup(pair => pair.Folder, pair => pair.Type);
        return
        [
            .. sources
                .SelectMany(source => Known(source.Text, types).Select(known => (source.Folder, Known: known)))
                .Where(arrow => arrow.Folder != arrow.Known && !Allowed.GetValueOrDefault(arrow.Folder, []).Contains(arrow.Known))
                .Select(arrow => $"{arrow.Folder} must not know {arrow.Known}")
                .Distinct(),
        ];
    }

    private static IEnumerable<string> Known(string text, ILookup<string, string> types)
    {
        var code = NotCode().Replace(text, "");
        foreach (var folder in Allowed.Keys.Where(folder => folder != Root))
        {
            var named = types[folder].Any(type => Regex.IsMatch(code, $@"(?<![\w.]){folder}\.{type}\b"));
            if (named || Regex.IsMatch(code, $@"\bMultimodalEmbeddings\.{folder}\b(?!\s*;\s*$)|using [^;\n]*\bMultimodalEmbeddings\.{folder}\b"))
            {
                yield return folder;
            }
        }

        // The root's types need no using line: its namespace encloses the others.
        if (types[Root].Any(type => Regex.IsMatch(code, $@"(?<![\w.]){type}\b")))
        {
            yield return Root;
        }
    }

    [GeneratedRegex(@"^\s*(?:\w+\s+)*(?:class|record|struct|interface|enum)\s+(?:struct\s+)?(\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//[^\n]*|^namespace [^\n]*$|""[^""\n]*""", RegexOptions.Multiline)]
    private static partial Regex NotCode();
}
