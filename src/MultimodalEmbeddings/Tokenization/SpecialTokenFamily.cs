namespace MultimodalEmbeddings.Tokenization;

/// <summary>The special tokens that a Python tokenizer class assumes where its files name none.</summary>
internal sealed record SpecialTokenFamily
{
    public required string Unknown { get; init; }

    public required string Padding { get; init; }

    /// <summary>The role, in the files, of the token that opens every text.</summary>
    public string OpeningRole { get; init; } = "cls_token";

    /// <summary>The role of the token that closes every text.</summary>
    public string ClosingRole { get; init; } = "sep_token";

    /// <summary>Opens every text.</summary>
    public required string Opening { get; init; }

    /// <summary>Closes every text.</summary>
    public required string Closing { get; init; }

    /// <summary>Null where the family has none.</summary>
    public string? Mask { get; init; }

    /// <summary>Whether a mask that is named by its text alone takes the white space before it.</summary>
    public bool MaskTakesSpace { get; init; }

    public static SpecialTokenFamily Bert { get; } = new()
    {
        Unknown = "[UNK]",
        Padding = "[PAD]",
        Opening = "[CLS]",
        Closing = "[SEP]",
        Mask = "[MASK]",
    };

    public static SpecialTokenFamily MPNet { get; } = new()
    {
        Unknown = "[UNK]",
        Padding = "<pad>",
        Opening = "<s>",
        Closing = "</s>",
        Mask = "<mask>",
        MaskTakesSpace = true,
    };

    public static SpecialTokenFamily Roberta { get; } = MPNet with { Unknown = "<unk>" };

    public static SpecialTokenFamily Clip { get; } = new()
    {
        OpeningRole = "bos_token",
        ClosingRole = "eos_token",
        Unknown = "<|endoftext|>",
        Padding = "<|endoftext|>",
        Opening = "<|startoftext|>",
        Closing = "<|endoftext|>",
    };
}
