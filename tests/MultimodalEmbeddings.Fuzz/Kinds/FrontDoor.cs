using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Whole directories through <see cref="SentenceEncoder.Load"/>; an encoder that loads has to encode.</summary>
internal static class FrontDoor
{
    public static FuzzKind Kind { get; } = new("front door", Directories)
    {
        Read = Read,
        Refusals = [typeof(CheckpointException), typeof(TokenizerException)],
        Share = 20,
        IsNative = true,
    };

    private static void Read(string folder)
    {
        using var encoder = SentenceEncoder.Load(folder);
        encoder.Encode(Sentences.All);
    }

    private static IEnumerable<Seed> Directories()
    {
        var bert = TinyModels.Of("bert", TinyTokenizers.WordPieceSize);
        var roberta = TinyModels.Of("roberta", TinyTokenizers.BytePairSize);
        var options = new Dictionary<string, byte[]> { ["sentence_encoder.json"] = TinyModels.Options };
        return
        [
            Of("bert, vocab.txt, classic layout", bert, TinyTokenizers.VocabularyText, TinyLayouts.Classic),
            Of("bert, tokenizer.json, current layout", bert, TinyTokenizers.WordPiece, TinyLayouts.Current),
            Of("bert, tokenizer.json, options", bert, TinyTokenizers.WordPiece, options),
            Of("roberta, vocab.json, options", roberta, TinyTokenizers.VocabularyAndMerges, options),
            Of("bert, vocab.txt, dense layout", bert, TinyTokenizers.VocabularyText, TinyLayouts.Dense),
            Of("bert, tokenizer.json, dense layout", bert, TinyTokenizers.WordPiece, TinyLayouts.DenseTorch),
            Of("xlm-roberta, SentencePiece", TinyModels.Of("xlm-roberta", TinyUnigram.Size), TinyUnigram.SentencePieceModel),
            Of("bert, pytorch_model.bin", TinyModels.Torch("bert", TinyTokenizers.WordPieceSize), TinyTokenizers.WordPiece),
            .. TinyModels.Types.Select(type =>
                Of(type, TinyModels.Of(type, TinyTokenizers.BytePairSize), TinyTokenizers.BytePair(pairs: true))),
        ];
    }

    private static Seed Of(string name, params Dictionary<string, byte[]>[] parts)
    {
        var files = parts.Aggregate(FolderContent.Joined);
        return new Seed(name, files, [.. files.Keys]);
    }
}
