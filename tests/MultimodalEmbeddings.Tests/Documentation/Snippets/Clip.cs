// snippet: clip
using MultimodalEmbeddings;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;
// end-snippet

internal static class Clip
{
    public static void Run()
    {
        // snippet: clip
        using var encoder = SentenceEncoder.Load("models/bert-base-uncased");
        using var images = ImageEncoder.Load("models/clip-vit-base-patch32");
        using var texts = ClipTextEncoder.Load("models/clip-vit-base-patch32");
        CaptionSet captions = CaptionFile.Read("data/flickr8k/Flickr8k.token.txt").WithImagesIn("data/flickr8k/images");

        MultimodalContrastiveTrainer.For(encoder)
            .AddImagePairs(
                captions.Texts,
                images.EncodeCached(captions.ImagePaths),
                texts.EncodeFeatures(captions.Texts),
                objective: null)
            .Build()
            .Train();
        // end-snippet
    }
}
