using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>
/// vocab.json and merges.txt, with what tokenizer_config.json says: the form of the first RoBERTa and CLIP models.
/// </summary>
internal static class BytePairFiles
{
    private const string ClipName = "CLIPTokenizer";

    private static readonly string[] RobertaNames = ["RobertaTokenizer", "LongformerTokenizer", "BartTokenizer"];

    public static TokenizerDefinition Read(TokenizerFileSet files)
    {
        var config = new SpecialTokenConfig(files);
        if (config.ClassName is null || RobertaNames.Contains(config.ClassName))
        {
            return Roberta(files, config);
        }

        return config.ClassName == ClipName
            ? Clip(files, config)
            : throw new UnsupportedTokenizerException(
                files.PathOf(TokenizerFileSet.Config),
                $"'{config.ClassName}' with vocab.json and merges.txt is not implemented; " +
                $"{string.Join(", ", RobertaNames)} and {ClipName} are.");
    }

    private static TokenizerDefinition Roberta(TokenizerFileSet files, SpecialTokenConfig config)
    {
        var (path, vocabulary) = Vocabulary(files);
        var special = new SpecialTokenReader(config, SpecialTokenFamily.Roberta);
        special.Check(path, vocabulary);
        return special.Complete(new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Model = new ByteLevelModel(path, vocabulary, ReadMerges(files, vocabulary)),
            Splitter = new ByteLevelSplitter { AddPrefixSpace = config.Option("add_prefix_space") ?? false },
        });
    }

    /// <summary>Normaliser and splitter are CLIP's whatever the files say, as in Python.</summary>
    private static TokenizerDefinition Clip(TokenizerFileSet files, SpecialTokenConfig config)
    {
        var (path, vocabulary) = Vocabulary(files);
        var special = new SpecialTokenReader(config, SpecialTokenFamily.Clip);
        special.Check(path, vocabulary);
        return special.Complete(new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Model = new ByteLevelModel(path, vocabulary, ReadMerges(files, vocabulary), ByteLevelModel.ClipEndOfWord),
            Normalizer = new NormalizerSequence(
            [
                new UnicodeNormalizer(composes: true, isCompatible: false),
                new RunReplacement(RunPattern.AnySpace, " "),
                new LowerCaseNormalizer(),
            ]),
            Splitter = new SplitterSequence(ClipSplitter.WithSpecials, new ByteLevelSplitter()),
        });
    }

    private static (string Path, IReadOnlyDictionary<string, int> Tokens) Vocabulary(TokenizerFileSet files)
    {
        var path = files.PathOf(TokenizerFileSet.VocabularyJson);
        return (path, JsonVocabulary.Read(JsonPlace.Parse(path, files.Bytes(TokenizerFileSet.VocabularyJson))));
    }

    private static IReadOnlyList<string> ReadMerges(TokenizerFileSet files, IReadOnlyDictionary<string, int> vocabulary)
    {
        var path = files.PathOf(TokenizerFileSet.Merges);
        var bytes = files.Bytes(TokenizerFileSet.Merges);
        if (!Utf8.IsValid(bytes))
        {
            throw new TokenizerException(path, "The file is not UTF-8; expected one merge per line. Fetch the file anew.");
        }

        var merges = new MergeList(path, vocabulary);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r'));
        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)))
        {
            merges.Add(line);
        }

        return merges.InOrder;
    }
}
