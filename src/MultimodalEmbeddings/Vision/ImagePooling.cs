namespace MultimodalEmbeddings.Vision;

/// <summary>How the tokens of an image, a class token and one per patch, become its features.</summary>
/// <remarks>Of the last layer's output, normalised by the network's last layer norm.</remarks>
public enum ImagePooling
{
    /// <summary>
    /// The class token as it is: of a ViT what is its features by default, of a CLIP what is before the projection.
    /// </summary>
    ClassToken,

    /// <summary>
    /// <see cref="ClassToken"/> through the dense layer and the activation, tanh as a rule, that a ViT's file may hold
    /// (<c>pooler_output</c> in Hugging Face's transformers).
    /// </summary>
    ClassTokenDense,

    /// <summary>The mean of a ViT's patches, without the class token.</summary>
    MeanOfPatches,

    /// <summary>The mean of a ViT's tokens, the class token included.</summary>
    MeanOfAllTokens,

    /// <summary>
    /// <see cref="ClassToken"/> in the space that CLIP shares with texts, not scaled to length 1: the features of a CLIP by
    /// default, where its file holds the projection.
    /// </summary>
    Projection,
}
